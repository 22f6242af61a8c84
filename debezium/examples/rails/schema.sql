-- The Odin Project's tables as ActiveRecord makes them, without the columns that do not matter here. There are no
-- enrollments: a user follows a path of courses. Older tables have timestamps of microseconds without saying so, newer
-- ones timestamp(6); neither has a zone.

CREATE TABLE paths (
    id              serial PRIMARY KEY,
    title           character varying,
    identifier_uuid character varying NOT NULL DEFAULT '',
    created_at      timestamp without time zone NOT NULL,
    updated_at      timestamp without time zone NOT NULL
);

CREATE TABLE users (
    id                     serial PRIMARY KEY,
    email                  character varying(255) NOT NULL DEFAULT '',
    encrypted_password     character varying NOT NULL DEFAULT '',
    username               character varying,
    path_id                integer,
    created_at             timestamp without time zone NOT NULL,
    updated_at             timestamp without time zone NOT NULL
);

CREATE TABLE courses (
    id              serial PRIMARY KEY,
    title           character varying(255),
    description     text,
    position        integer NOT NULL,
    identifier_uuid character varying NOT NULL DEFAULT '',
    path_id         integer,
    created_at      timestamp without time zone NOT NULL,
    updated_at      timestamp without time zone NOT NULL
);
CREATE INDEX index_courses_on_path_id ON courses (path_id);

CREATE TABLE lessons (
    id              serial PRIMARY KEY,
    title           character varying(255),
    position        integer NOT NULL,
    description     text,
    is_project      boolean DEFAULT false,
    section_id      integer NOT NULL,
    identifier_uuid character varying NOT NULL DEFAULT '',
    course_id       bigint,
    created_at      timestamp without time zone NOT NULL,
    updated_at      timestamp without time zone NOT NULL
);
-- The same lesson is in the courses of several paths, as a row in each.
CREATE UNIQUE INDEX index_lessons_on_identifier_uuid_and_course_id ON lessons (identifier_uuid, course_id);

CREATE TABLE lesson_completions (
    id                     serial PRIMARY KEY,
    lesson_id              integer,
    user_id                integer,
    created_at             timestamp without time zone,
    updated_at             timestamp without time zone,
    lesson_identifier_uuid character varying NOT NULL DEFAULT '',
    course_id              integer,
    path_id                integer
);
CREATE UNIQUE INDEX index_lesson_completions_on_lesson_id_and_user_id ON lesson_completions (lesson_id, user_id);
CREATE INDEX index_lesson_completions_on_user_id ON lesson_completions (user_id);
