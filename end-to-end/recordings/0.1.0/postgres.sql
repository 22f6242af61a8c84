-- Recorded at this place in PostgreSQL's log; a restored database has to go on behind it.
-- wal_lsn 0/701D158

-- local-stack/src/main/resources/postgres/oncemark.sql

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
    published boolean NOT NULL DEFAULT false
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

-- Done by the platform later.

ALTER TABLE lms.enrollment DROP CONSTRAINT enrollment_course_id_fkey;

-- sink/src/main/resources/db/progress, run by Flyway as the sink's role

SET ROLE oncemark_sink;

CREATE TABLE progress.flyway_schema_history (
    installed_rank integer NOT NULL CONSTRAINT flyway_schema_history_pk PRIMARY KEY,
    version        varchar(50),
    description    varchar(200)  NOT NULL,
    type           varchar(20)   NOT NULL,
    script         varchar(1000) NOT NULL,
    checksum       integer,
    installed_by   varchar(100)  NOT NULL,
    installed_on   timestamp     NOT NULL DEFAULT now(),
    execution_time integer       NOT NULL,
    success        boolean       NOT NULL
);
CREATE INDEX flyway_schema_history_s_idx ON progress.flyway_schema_history (success);

-- Ids are compared byte by byte (COLLATE "C"): they are only ever looked up, never shown in order.

CREATE TABLE progress.lesson_progress (
    enrollment_id   text COLLATE "C" NOT NULL,
    lesson_id       text COLLATE "C" NOT NULL,
    course_id       text COLLATE "C" NOT NULL,
    learner_id      text COLLATE "C",
    request_id      uuid        NOT NULL,
    sequence        bigint      NOT NULL,
    completed_at    timestamptz NOT NULL,
    occurred_at     timestamptz NOT NULL,
    decided_at      timestamptz NOT NULL,
    origin          text        NOT NULL,
    catalog_version bigint,
    in_topic        text        NOT NULL,
    in_partition    integer     NOT NULL,
    in_offset       bigint      NOT NULL,
    PRIMARY KEY (enrollment_id, lesson_id)
);

COMMENT ON TABLE progress.lesson_progress IS
    'One row for each lesson that an enrollment has completed: exactly what the ACCEPTED results say.';
COMMENT ON COLUMN progress.lesson_progress.learner_id IS 'The enrollment''s learner, where the result names one.';
COMMENT ON COLUMN progress.lesson_progress.request_id IS
    'The request that completed the lesson. No index: look it up together with its enrollment, by the primary key.';
COMMENT ON COLUMN progress.lesson_progress.sequence IS
    'Counts the enrollment''s accepted changes from 1 without a gap.';
COMMENT ON COLUMN progress.lesson_progress.completed_at IS 'When the lesson was completed.';
COMMENT ON COLUMN progress.lesson_progress.occurred_at IS 'When it was completed, as the client says.';
COMMENT ON COLUMN progress.lesson_progress.decided_at IS 'When the verdict was reached.';
COMMENT ON COLUMN progress.lesson_progress.origin IS
    'API: a client''s request; IMPORT: a row of the LMS from before Oncemark.';
COMMENT ON COLUMN progress.lesson_progress.catalog_version IS
    'The version of the course''s outline under which it was decided.';
COMMENT ON COLUMN progress.lesson_progress.in_topic IS 'Where the request, or the imported row, was read.';

CREATE TABLE progress.course_completion (
    enrollment_id    text COLLATE "C" NOT NULL PRIMARY KEY,
    course_id        text COLLATE "C" NOT NULL,
    learner_id       text COLLATE "C",
    completed_at     timestamptz NOT NULL,
    catalog_version  bigint      NOT NULL,
    required_lessons integer     NOT NULL,
    sequence         bigint      NOT NULL,
    origin           text        NOT NULL
);

COMMENT ON TABLE progress.course_completion IS
    'One row for each enrollment whose course is complete, for ever: lessons added later do not undo it.';
COMMENT ON COLUMN progress.course_completion.catalog_version IS 'The version of the outline that was complete.';
COMMENT ON COLUMN progress.course_completion.required_lessons IS 'How many lessons that outline requires.';
COMMENT ON COLUMN progress.course_completion.sequence IS 'The enrollment''s accepted changes by then.';
COMMENT ON COLUMN progress.course_completion.origin IS
    'API: a client''s request completed it; IMPORT: it came complete; CATALOG: a change of the catalog did.';

-- Updated with every batch and never indexed beyond its key: room in the page keeps such updates in place.
CREATE TABLE progress.sink_offset (
    topic     text        NOT NULL,
    part      integer     NOT NULL,
    next      bigint      NOT NULL,
    stored_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (topic, part)
) WITH (fillfactor = 20);

COMMENT ON TABLE progress.sink_offset IS
    'How far each partition has been stored. Moves in the transaction that stores the rows; Kafka''s is only a hint.';
COMMENT ON COLUMN progress.sink_offset.next IS 'The offset of the first record that is not stored yet.';
COMMENT ON COLUMN progress.sink_offset.stored_at IS 'When it last moved.';

RESET ROLE;

INSERT INTO lms.course VALUES ('algebra', 'A course', 't');
INSERT INTO lms.course VALUES ('biology', 'A course', 't');
INSERT INTO lms.course VALUES ('chemistry', 'A course', 't');
INSERT INTO lms.course VALUES ('drafts', 'A course', 'f');
INSERT INTO lms.course VALUES ('fence', 'fence', 't');
INSERT INTO lms.course VALUES ('geography', 'A course', 'f');
INSERT INTO lms.course VALUES ('history', 'A course', 't');
INSERT INTO lms.course VALUES ('physics', 'A course', 't');
INSERT INTO lms.course VALUES ('курс ßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßß', 'A course', 't');
INSERT INTO lms.lesson VALUES ('athens', 'history', 'A lesson', '2', 't');
INSERT INTO lms.lesson VALUES ('atoms', 'chemistry', 'A lesson', '1', 't');
INSERT INTO lms.lesson VALUES ('bonds', 'chemistry', 'A lesson', '2', 'f');
INSERT INTO lms.lesson VALUES ('cell-01', 'biology', 'A lesson', '1', 't');
INSERT INTO lms.lesson VALUES ('cell-02', 'biology', 'A lesson', '2', 't');
INSERT INTO lms.lesson VALUES ('cell-03', 'biology', 'A lesson', '3', 't');
INSERT INTO lms.lesson VALUES ('cell-04', 'biology', 'A lesson', '4', 't');
INSERT INTO lms.lesson VALUES ('cell-05', 'biology', 'A lesson', '5', 't');
INSERT INTO lms.lesson VALUES ('cell-06', 'biology', 'A lesson', '6', 't');
INSERT INTO lms.lesson VALUES ('cell-07', 'biology', 'A lesson', '7', 't');
INSERT INTO lms.lesson VALUES ('cell-08', 'biology', 'A lesson', '8', 't');
INSERT INTO lms.lesson VALUES ('cell-09', 'biology', 'A lesson', '9', 't');
INSERT INTO lms.lesson VALUES ('cell-10', 'biology', 'A lesson', '10', 't');
INSERT INTO lms.lesson VALUES ('cell-11', 'biology', 'A lesson', '11', 't');
INSERT INTO lms.lesson VALUES ('cell-12', 'biology', 'A lesson', '12', 't');
INSERT INTO lms.lesson VALUES ('cell-13', 'biology', 'A lesson', '13', 't');
INSERT INTO lms.lesson VALUES ('cell-14', 'biology', 'A lesson', '14', 't');
INSERT INTO lms.lesson VALUES ('cell-15', 'biology', 'A lesson', '15', 't');
INSERT INTO lms.lesson VALUES ('cell-16', 'biology', 'A lesson', '16', 't');
INSERT INTO lms.lesson VALUES ('cell-17', 'biology', 'A lesson', '17', 't');
INSERT INTO lms.lesson VALUES ('cell-18', 'biology', 'A lesson', '18', 't');
INSERT INTO lms.lesson VALUES ('cell-19', 'biology', 'A lesson', '19', 't');
INSERT INTO lms.lesson VALUES ('cell-20', 'biology', 'A lesson', '20', 't');
INSERT INTO lms.lesson VALUES ('deserts', 'geography', 'deserts', '3', 'f');
INSERT INTO lms.lesson VALUES ('draft', 'drafts', 'A lesson', '1', 't');
INSERT INTO lms.lesson VALUES ('fields', 'algebra', 'fields', '4', 't');
INSERT INTO lms.lesson VALUES ('force', 'physics', 'A lesson', '2', 't');
INSERT INTO lms.lesson VALUES ('groups', 'algebra', 'A lesson', '2', 't');
INSERT INTO lms.lesson VALUES ('lab', 'chemistry', 'A lesson', '3', 'f');
INSERT INTO lms.lesson VALUES ('mass', 'physics', 'A lesson', '1', 't');
INSERT INTO lms.lesson VALUES ('post', 'fence', 'post', '1', 't');
INSERT INTO lms.lesson VALUES ('rings', 'algebra', 'A lesson', '3', 't');
INSERT INTO lms.lesson VALUES ('rivers', 'geography', 'A lesson', '1', 't');
INSERT INTO lms.lesson VALUES ('rome', 'history', 'A lesson', '1', 't');
INSERT INTO lms.lesson VALUES ('seas', 'geography', 'A lesson', '2', 't');
INSERT INTO lms.lesson VALUES ('sets', 'algebra', 'A lesson', '1', 't');
INSERT INTO lms.lesson VALUES ('Урок №1 / «Größe» 語語語語語語語語語語語語語語語語語語語語語語語語語語語語語語語語語語語語語語語語語語語語語語語語語語語語語語語語語語語語語語語語語語語語語語語語語語語語語語語語語語語語語語語語語語語語語語語語語語語語語語語語語語語語語語', 'курс ßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßß', 'A lesson', '1', 't');
INSERT INTO lms.enrollment VALUES ('e-ada', 'ada', 'algebra', 'active', '2026-09-01 08:00:00+00');
INSERT INTO lms.enrollment VALUES ('e-bob', 'bob', 'algebra', 'active', '2026-09-01 08:00:00+00');
INSERT INTO lms.enrollment VALUES ('e-chemist', 'carl', 'chemistry', 'active', '2026-09-01 08:00:00+00');
INSERT INTO lms.enrollment VALUES ('e-drafts', 'dan', 'drafts', 'active', '2026-09-01 08:00:00+00');
INSERT INTO lms.enrollment VALUES ('e-fence', 'flo', 'fence', 'active', '2026-09-01 08:00:00+00');
INSERT INTO lms.enrollment VALUES ('e-fence-2', 'flo', 'fence', 'active', '2026-09-01 08:00:00+00');
INSERT INTO lms.enrollment VALUES ('e-grace', 'grace', 'biology', 'active', '2026-09-01 08:00:00+00');
INSERT INTO lms.enrollment VALUES ('e-half-imported', 'ivo', 'physics', 'active', '2026-09-01 08:00:00+00');
INSERT INTO lms.enrollment VALUES ('e-historian', 'hal', 'history', 'active', '2026-09-01 08:00:00+00');
INSERT INTO lms.enrollment VALUES ('e-imported', 'ida', 'physics', 'active', '2026-09-01 08:00:00+00');
INSERT INTO lms.enrollment VALUES ('e-lost', 'lou', 'lost', 'active', '2026-09-01 08:00:00+00');
INSERT INTO lms.enrollment VALUES ('e-mia', 'mia', 'biology', 'active', '2026-09-01 08:00:00+00');
INSERT INTO lms.enrollment VALUES ('e-mia-2', 'mia', 'biology', 'active', '2026-09-01 08:00:00+00');
INSERT INTO lms.enrollment VALUES ('e-sailor', 'sam', 'geography', 'active', '2026-09-01 08:00:00+00');
INSERT INTO lms.enrollment VALUES ('e-suspended', 'sue', 'algebra', 'suspended', '2026-09-01 08:00:00+00');
INSERT INTO lms.enrollment VALUES ('e-😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀', 'Åsa éééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééé', 'курс ßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßß', 'active', '2026-09-01 08:00:00+00');
INSERT INTO lms.progress VALUES ('e-bob', 'cell-05', '2025-05-05 05:05:05.123456+00');
INSERT INTO lms.progress VALUES ('e-half-imported', 'mass', '2025-05-05 05:05:05.123456+00');
INSERT INTO lms.progress VALUES ('e-imported', 'force', '2025-05-05 05:05:05.123456+00');
INSERT INTO lms.progress VALUES ('e-imported', 'mass', '2025-05-05 05:05:05.123456+00');
INSERT INTO progress.flyway_schema_history VALUES ('1', '1', 'progress', 'SQL', 'V1__progress.sql', '912855632', 'oncemark_sink', '2026-11-28 05:15:06.232227', '367', 't');
INSERT INTO progress.lesson_progress VALUES ('e-ada', 'fields', 'algebra', 'ada', '47ed268d-cde3-56b4-98cf-be8c5835c983', '4', '2026-10-01 10:00:00.123+00', '2026-10-01 10:00:00.123+00', '2026-11-28 05:16:02.546+00', 'API', '5', 'completion-requests', '0', '19');
INSERT INTO progress.lesson_progress VALUES ('e-ada', 'groups', 'algebra', 'ada', '88238198-08c2-5b7a-8e4b-b70bd4d5483a', '2', '2026-11-28 05:15:28.315+00', '2026-11-28 05:15:28.315+00', '2026-11-28 05:15:28.389+00', 'API', '4', 'completion-requests', '0', '2');
INSERT INTO progress.lesson_progress VALUES ('e-ada', 'rings', 'algebra', 'ada', 'f85b5b67-9ded-433d-9449-649606d3842a', '3', '2026-11-28 05:15:28.597+00', '2026-11-28 05:15:28.597+00', '2026-11-28 05:15:28.726+00', 'API', '4', 'completion-requests', '0', '3');
INSERT INTO progress.lesson_progress VALUES ('e-ada', 'sets', 'algebra', 'ada', '052bd0d3-cb5a-5fe7-8482-3963ff0dbf36', '1', '2026-10-01 10:00:00.123+00', '2026-10-01 10:00:00.123+00', '2026-11-28 05:15:24.106+00', 'API', '4', 'completion-requests', '0', '0');
INSERT INTO progress.lesson_progress VALUES ('e-bob', 'sets', 'algebra', 'bob', '22667819-34c1-41ef-bb11-452e3396c409', '1', '2026-11-28 05:15:29.183+00', '2026-11-28 05:15:29.183+00', '2026-11-28 05:15:30.621+00', 'API', '4', 'completion-requests', '3', '0');
INSERT INTO progress.lesson_progress VALUES ('e-chemist', 'atoms', 'chemistry', 'carl', 'd8f3a83a-7c66-55a7-ab67-dd27695bf8ce', '1', '2026-10-01 10:00:00.123+00', '2026-10-01 10:00:00.123+00', '2026-11-28 05:16:00.921+00', 'API', '5', 'completion-requests', '1', '3');
INSERT INTO progress.lesson_progress VALUES ('e-drafts', 'draft', 'drafts', 'dan', '45349cb8-66f1-5a6e-aa13-3ab0002f988e', '1', '2026-10-01 10:00:00.123+00', '2026-10-01 10:00:00.123+00', '2026-11-28 05:15:31.173+00', 'API', '2', 'completion-requests', '2', '0');
INSERT INTO progress.lesson_progress VALUES ('e-fence', 'post', 'fence', 'flo', '2c3ddf10-f82a-5e8d-ad17-7f57c7055428', '1', '2026-10-01 10:00:00.123+00', '2026-10-01 10:00:00.123+00', '2026-11-28 05:16:06.055+00', 'API', '2', 'completion-requests', '0', '23');
INSERT INTO progress.lesson_progress VALUES ('e-fence-2', 'post', 'fence', 'flo', '952aabea-6fc3-5869-9fa1-5929e4ad2469', '1', '2026-10-01 10:00:00.123+00', '2026-10-01 10:00:00.123+00', '2026-11-28 05:16:09.086+00', 'API', '2', 'completion-requests', '1', '4');
INSERT INTO progress.lesson_progress VALUES ('e-grace', 'cell-03', 'biology', 'grace', '3c0c61e3-1be0-55d2-96dd-74c410aecb90', '2', '2026-10-01 10:00:00.123+00', '2026-10-01 10:00:00.123+00', '2026-11-28 05:16:00.763+00', 'API', '21', 'completion-requests', '1', '1');
INSERT INTO progress.lesson_progress VALUES ('e-grace', 'sets', 'algebra', 'grace', '037da073-4ea7-5d97-96f6-db82e7006a1c', '1', '2026-10-01 10:00:00.123+00', '2026-10-01 10:00:00.123+00', '2026-11-28 05:16:00.593+00', 'API', '4', 'completion-requests', '1', '0');
INSERT INTO progress.lesson_progress VALUES ('e-half-imported', 'force', 'physics', 'ivo', '223ec52a-9c44-5324-a2a8-b533fbf1a333', '2', '2026-10-01 10:00:00.123+00', '2026-10-01 10:00:00.123+00', '2026-11-28 05:16:04.378+00', 'API', '3', 'completion-requests', '3', '4');
INSERT INTO progress.lesson_progress VALUES ('e-half-imported', 'mass', 'physics', 'ivo', 'decca165-fb31-50bb-a326-1c66551662cf', '1', '2025-05-05 05:05:05.123+00', '2025-05-05 05:05:05.123+00', '2026-11-28 05:16:04.035+00', 'IMPORT', '3', 'lms.enrollments', '3', '2');
INSERT INTO progress.lesson_progress VALUES ('e-historian', 'athens', 'history', 'hal', '95e867c4-cee2-5e37-8b8f-cdaa73075a1a', '2', '2026-10-01 10:00:00.123+00', '2026-10-01 10:00:00.123+00', '2026-11-28 05:16:01.723+00', 'API', '4', 'completion-requests', '2', '50');
INSERT INTO progress.lesson_progress VALUES ('e-historian', 'rome', 'history', 'hal', '21c4b16e-a0fa-5190-bf58-35ed11325107', '1', '2026-10-01 10:00:00.123+00', '2026-10-01 10:00:00.123+00', '2026-11-28 05:16:01.569+00', 'API', '4', 'completion-requests', '2', '49');
INSERT INTO progress.lesson_progress VALUES ('e-imported', 'force', 'physics', 'ida', '7a15e1f9-851a-5fc9-984e-4899df49bd46', '2', '2025-05-05 05:05:05.123+00', '2025-05-05 05:05:05.123+00', '2026-11-28 05:16:04.046+00', 'IMPORT', '3', 'lms.enrollments', '2', '9');
INSERT INTO progress.lesson_progress VALUES ('e-imported', 'mass', 'physics', 'ida', '1ed9588b-ca14-56ae-b63d-5117086d9cc8', '1', '2025-05-05 05:05:05.123+00', '2025-05-05 05:05:05.123+00', '2026-11-28 05:16:03.932+00', 'IMPORT', '3', 'lms.enrollments', '2', '8');
INSERT INTO progress.lesson_progress VALUES ('e-leaver', 'rome', 'history', 'leo', '1aad918b-2b58-5c80-aa70-a019b214ee30', '1', '2026-10-01 10:00:00.123+00', '2026-10-01 10:00:00.123+00', '2026-11-28 05:16:05.498+00', 'API', '5', 'completion-requests', '2', '55');
INSERT INTO progress.lesson_progress VALUES ('e-mia', 'cell-01', 'biology', 'mia', '5d262415-1525-5742-a384-f24314a66560', '1', '2026-10-01 10:00:00.123+00', '2026-10-01 10:00:00.123+00', '2026-11-28 05:15:43.612+00', 'API', '21', 'completion-requests', '2', '3');
INSERT INTO progress.lesson_progress VALUES ('e-mia', 'cell-02', 'biology', 'mia', '30691723-2d74-5b9b-bc3e-e3288c4c6f7b', '2', '2026-10-01 10:00:00.123+00', '2026-10-01 10:00:00.123+00', '2026-11-28 05:15:43.668+00', 'API', '21', 'completion-requests', '2', '4');
INSERT INTO progress.lesson_progress VALUES ('e-mia', 'cell-03', 'biology', 'mia', '1a92cfa7-18b9-57a6-a871-77b0f4b99429', '3', '2026-10-01 10:00:00.123+00', '2026-10-01 10:00:00.123+00', '2026-11-28 05:15:43.756+00', 'API', '21', 'completion-requests', '2', '5');
INSERT INTO progress.lesson_progress VALUES ('e-mia', 'cell-04', 'biology', 'mia', '83600d67-618b-5f05-a6cf-f880888f7342', '4', '2026-10-01 10:00:00.123+00', '2026-10-01 10:00:00.123+00', '2026-11-28 05:15:44.166+00', 'API', '21', 'completion-requests', '2', '6');
INSERT INTO progress.lesson_progress VALUES ('e-mia', 'cell-05', 'biology', 'mia', '9d9eaa56-ed1c-5ecd-85d2-1d6413038217', '5', '2026-10-01 10:00:00.123+00', '2026-10-01 10:00:00.123+00', '2026-11-28 05:15:44.255+00', 'API', '21', 'completion-requests', '2', '7');
INSERT INTO progress.lesson_progress VALUES ('e-mia', 'cell-06', 'biology', 'mia', '272eda38-8113-56f3-9d86-5792cb39e768', '6', '2026-10-01 10:00:00.123+00', '2026-10-01 10:00:00.123+00', '2026-11-28 05:15:44.369+00', 'API', '21', 'completion-requests', '2', '8');
INSERT INTO progress.lesson_progress VALUES ('e-mia', 'cell-07', 'biology', 'mia', 'f5da2ae6-4d99-559c-b5e5-ced00080200c', '7', '2026-10-01 10:00:00.123+00', '2026-10-01 10:00:00.123+00', '2026-11-28 05:15:44.455+00', 'API', '21', 'completion-requests', '2', '9');
INSERT INTO progress.lesson_progress VALUES ('e-mia', 'cell-08', 'biology', 'mia', '6e368170-0689-51b6-876c-ffe955cab0b0', '8', '2026-10-01 10:00:00.123+00', '2026-10-01 10:00:00.123+00', '2026-11-28 05:15:44.544+00', 'API', '21', 'completion-requests', '2', '10');
INSERT INTO progress.lesson_progress VALUES ('e-mia', 'cell-09', 'biology', 'mia', 'e45db81e-e7c2-5381-9360-c56ad4fb1a5f', '9', '2026-10-01 10:00:00.123+00', '2026-10-01 10:00:00.123+00', '2026-11-28 05:15:44.655+00', 'API', '21', 'completion-requests', '2', '11');
INSERT INTO progress.lesson_progress VALUES ('e-mia', 'cell-10', 'biology', 'mia', '7d8a1353-0bed-5d33-80c9-e79e0fbffa63', '10', '2026-10-01 10:00:00.123+00', '2026-10-01 10:00:00.123+00', '2026-11-28 05:15:44.834+00', 'API', '21', 'completion-requests', '2', '12');
INSERT INTO progress.lesson_progress VALUES ('e-mia', 'cell-11', 'biology', 'mia', '96f0a5a9-8462-5045-bc63-1f1c1afc88f6', '11', '2026-10-01 10:00:00.123+00', '2026-10-01 10:00:00.123+00', '2026-11-28 05:15:45.062+00', 'API', '21', 'completion-requests', '2', '13');
INSERT INTO progress.lesson_progress VALUES ('e-mia', 'cell-12', 'biology', 'mia', '7e9960e6-89ac-58bd-9c63-97e902807295', '12', '2026-10-01 10:00:00.123+00', '2026-10-01 10:00:00.123+00', '2026-11-28 05:15:45.496+00', 'API', '21', 'completion-requests', '2', '14');
INSERT INTO progress.lesson_progress VALUES ('e-mia', 'cell-13', 'biology', 'mia', 'b65fd3ef-8e53-561a-be54-f91b6a888c52', '13', '2026-10-01 10:00:00.123+00', '2026-10-01 10:00:00.123+00', '2026-11-28 05:15:45.984+00', 'API', '21', 'completion-requests', '2', '15');
INSERT INTO progress.lesson_progress VALUES ('e-mia', 'cell-14', 'biology', 'mia', '8df47da4-b7b3-5380-801a-818405b12bee', '14', '2026-10-01 10:00:00.123+00', '2026-10-01 10:00:00.123+00', '2026-11-28 05:15:46.294+00', 'API', '21', 'completion-requests', '2', '16');
INSERT INTO progress.lesson_progress VALUES ('e-mia', 'cell-15', 'biology', 'mia', 'eda975eb-ca31-556f-86e2-1ae5984aabf6', '15', '2026-10-01 10:00:00.123+00', '2026-10-01 10:00:00.123+00', '2026-11-28 05:15:46.513+00', 'API', '21', 'completion-requests', '2', '17');
INSERT INTO progress.lesson_progress VALUES ('e-mia', 'cell-16', 'biology', 'mia', 'd30650c6-47f6-5636-9ced-3f86f25978b1', '16', '2026-10-01 10:00:00.123+00', '2026-10-01 10:00:00.123+00', '2026-11-28 05:15:46.597+00', 'API', '21', 'completion-requests', '2', '18');
INSERT INTO progress.lesson_progress VALUES ('e-mia', 'cell-17', 'biology', 'mia', '23941236-cd07-5818-9504-d59618495f65', '17', '2026-10-01 10:00:00.123+00', '2026-10-01 10:00:00.123+00', '2026-11-28 05:15:46.646+00', 'API', '21', 'completion-requests', '2', '19');
INSERT INTO progress.lesson_progress VALUES ('e-mia', 'cell-18', 'biology', 'mia', '42530844-ba67-5fef-9f3d-c6fa96d736ab', '18', '2026-10-01 10:00:00.123+00', '2026-10-01 10:00:00.123+00', '2026-11-28 05:15:46.71+00', 'API', '21', 'completion-requests', '2', '20');
INSERT INTO progress.lesson_progress VALUES ('e-mia', 'cell-19', 'biology', 'mia', '3d1015f6-24cf-5006-8e15-dfd19e300d3c', '19', '2026-10-01 10:00:00.123+00', '2026-10-01 10:00:00.123+00', '2026-11-28 05:15:46.866+00', 'API', '21', 'completion-requests', '2', '21');
INSERT INTO progress.lesson_progress VALUES ('e-mia', 'cell-20', 'biology', 'mia', 'd70e4bf3-aec6-5c53-a08a-20c72c59b0f1', '20', '2026-10-01 10:00:00.123+00', '2026-10-01 10:00:00.123+00', '2026-11-28 05:15:46.913+00', 'API', '21', 'completion-requests', '2', '22');
INSERT INTO progress.lesson_progress VALUES ('e-mia-2', 'cell-01', 'biology', 'mia', 'a019a97e-6737-56c1-86b8-e8a4635e8c1b', '1', '2026-10-01 10:00:00.123+00', '2026-10-01 10:00:00.123+00', '2026-11-28 05:15:31.296+00', 'API', '21', 'completion-requests', '0', '5');
INSERT INTO progress.lesson_progress VALUES ('e-sailor', 'deserts', 'geography', 'sam', '32f90212-bfd2-5a29-ae5a-05db3bcc8ad3', '2', '2026-10-01 10:00:00.123+00', '2026-10-01 10:00:00.123+00', '2026-11-28 05:16:03.379+00', 'API', '5', 'completion-requests', '2', '52');
INSERT INTO progress.lesson_progress VALUES ('e-sailor', 'rivers', 'geography', 'sam', '847c7447-c195-5dff-89ff-a03075672a02', '1', '2026-10-01 10:00:00.123+00', '2026-10-01 10:00:00.123+00', '2026-11-28 05:16:02.738+00', 'API', '3', 'completion-requests', '2', '51');
INSERT INTO progress.lesson_progress VALUES ('e-sailor', 'seas', 'geography', 'sam', '9d5dec67-868d-5bd5-8d3a-457c56dcdbd8', '3', '2026-10-01 10:00:00.123+00', '2026-10-01 10:00:00.123+00', '2026-11-28 05:16:03.584+00', 'API', '5', 'completion-requests', '2', '53');
INSERT INTO progress.lesson_progress VALUES ('e-😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀', 'Урок №1 / «Größe» 語語語語語語語語語語語語語語語語語語語語語語語語語語語語語語語語語語語語語語語語語語語語語語語語語語語語語語語語語語語語語語語語語語語語語語語語語語語語語語語語語語語語語語語語語語語語語語語語語語語語語語語語語語語語語語', 'курс ßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßß', 'Åsa éééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééé', 'a9d840fe-69a3-5bb1-b743-5afefd8501ba', '1', '2026-10-01 10:00:00.123+00', '2026-10-01 10:00:00.123+00', '2026-11-28 05:16:04.72+00', 'API', '2', 'completion-requests', '0', '20');
INSERT INTO progress.course_completion VALUES ('e-ada', 'algebra', 'ada', '2026-11-28 05:15:28.597+00', '4', '3', '3', 'API');
INSERT INTO progress.course_completion VALUES ('e-chemist', 'chemistry', 'carl', '2026-11-28 05:16:01.359+00', '6', '1', '1', 'CATALOG');
INSERT INTO progress.course_completion VALUES ('e-fence', 'fence', 'flo', '2026-10-01 10:00:00.123+00', '2', '1', '1', 'API');
INSERT INTO progress.course_completion VALUES ('e-fence-2', 'fence', 'flo', '2026-10-01 10:00:00.123+00', '2', '1', '1', 'API');
INSERT INTO progress.course_completion VALUES ('e-half-imported', 'physics', 'ivo', '2026-10-01 10:00:00.123+00', '3', '2', '2', 'API');
INSERT INTO progress.course_completion VALUES ('e-historian', 'history', 'hal', '2026-11-28 05:16:02.033+00', '5', '2', '2', 'CATALOG');
INSERT INTO progress.course_completion VALUES ('e-imported', 'physics', 'ida', '2025-05-05 05:05:05.123+00', '3', '2', '2', 'IMPORT');
INSERT INTO progress.course_completion VALUES ('e-mia', 'biology', 'mia', '2026-10-01 10:00:00.123+00', '21', '20', '20', 'API');
INSERT INTO progress.course_completion VALUES ('e-😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀', 'курс ßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßß', 'Åsa éééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééé', '2026-10-01 10:00:00.123+00', '2', '1', '1', 'API');
INSERT INTO progress.sink_offset VALUES ('completion-results', '0', '36', '2026-11-28 05:16:06.237867+00');
INSERT INTO progress.sink_offset VALUES ('completion-results', '1', '10', '2026-11-28 05:16:09.178795+00');
INSERT INTO progress.sink_offset VALUES ('completion-results', '2', '99', '2026-11-28 05:16:07.295103+00');
INSERT INTO progress.sink_offset VALUES ('completion-results', '3', '11', '2026-11-28 05:16:04.538542+00');
INSERT INTO progress.sink_offset VALUES ('course-completions', '0', '6', '2026-11-28 05:16:06.237867+00');
INSERT INTO progress.sink_offset VALUES ('course-completions', '1', '4', '2026-11-28 05:16:09.178795+00');
INSERT INTO progress.sink_offset VALUES ('course-completions', '2', '4', '2026-11-28 05:16:02.261527+00');
INSERT INTO progress.sink_offset VALUES ('course-completions', '3', '2', '2026-11-28 05:16:04.538542+00');
INSERT INTO progress.sink_offset VALUES ('course-completions.imported', '0', '0', '2026-11-28 05:15:16.768565+00');
INSERT INTO progress.sink_offset VALUES ('course-completions.imported', '1', '0', '2026-11-28 05:15:16.805966+00');
INSERT INTO progress.sink_offset VALUES ('course-completions.imported', '2', '2', '2026-11-28 05:16:04.182978+00');
INSERT INTO progress.sink_offset VALUES ('course-completions.imported', '3', '0', '2026-11-28 05:15:16.805966+00');
