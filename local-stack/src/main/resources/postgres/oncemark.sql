-- The database of a learning platform (schema lms) and of Oncemark (schema progress), with one role for each part and no
-- more rights than it needs. Run once, by a superuser, in the database oncemark. The roles are given no password here:
-- an installation that asks for one sets it afterwards (ALTER ROLE … PASSWORD …).

CREATE ROLE lms LOGIN;
CREATE ROLE oncemark_sink LOGIN;
CREATE ROLE oncemark_api LOGIN;
CREATE ROLE oncemark_debezium LOGIN REPLICATION;

REVOKE CREATE ON SCHEMA public FROM PUBLIC;

-- The platform's own tables. Oncemark reads the changes and never writes here.
CREATE SCHEMA lms AUTHORIZATION lms;
SET ROLE lms;

CREATE TABLE lms.course (
    id        text PRIMARY KEY,
    title     text    NOT NULL,
    published boolean NOT NULL DEFAULT false,
    -- What becomes of those who completed a course that changes then: sticky, reopen or flag. NULL is as Oncemark is set.
    completion_policy text
);

CREATE TABLE lms.lesson (
    id        text PRIMARY KEY,
    course_id text    NOT NULL REFERENCES lms.course,
    title     text    NOT NULL,
    position  integer NOT NULL,
    required  boolean NOT NULL DEFAULT true
);
CREATE INDEX ON lms.lesson (course_id);

CREATE TABLE lms.enrollment (
    id          text PRIMARY KEY,
    learner_id  text NOT NULL,
    course_id   text NOT NULL REFERENCES lms.course,
    status      text NOT NULL DEFAULT 'active',
    enrolled_at timestamptz NOT NULL DEFAULT now()
);

-- What was completed before Oncemark came.
CREATE TABLE lms.progress (
    enrollment_id text NOT NULL REFERENCES lms.enrollment,
    lesson_id     text NOT NULL REFERENCES lms.lesson,
    completed_at  timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (enrollment_id, lesson_id)
);

-- A lesson's record is keyed by its course, which is not its primary key: only with all its old columns does a deleted or
-- moved lesson say to which course it belonged. The others for their deleted rows to be what they were.
ALTER TABLE lms.course REPLICA IDENTITY FULL;
ALTER TABLE lms.lesson REPLICA IDENTITY FULL;
ALTER TABLE lms.enrollment REPLICA IDENTITY FULL;
ALTER TABLE lms.progress REPLICA IDENTITY FULL;

GRANT USAGE ON SCHEMA lms TO oncemark_debezium;
GRANT SELECT ON lms.course, lms.lesson, lms.enrollment, lms.progress TO oncemark_debezium;

RESET ROLE;

-- Exactly the tables that the connector names.
CREATE PUBLICATION oncemark_lms FOR TABLE lms.course, lms.lesson, lms.enrollment, lms.progress;

-- The sink makes and writes the tables here; the API reads them.
CREATE SCHEMA progress AUTHORIZATION oncemark_sink;
GRANT USAGE ON SCHEMA progress TO oncemark_api;
ALTER DEFAULT PRIVILEGES FOR ROLE oncemark_sink IN SCHEMA progress GRANT SELECT ON TABLES TO oncemark_api;
