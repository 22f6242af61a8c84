-- Moodle's tables (4.1 and later) as its installer makes them on PostgreSQL, without the columns that do not matter
-- here.

CREATE TABLE mdl_course (
    id               bigserial PRIMARY KEY,
    category         bigint NOT NULL DEFAULT 0,
    fullname         varchar(254) NOT NULL DEFAULT '',
    shortname        varchar(255) NOT NULL DEFAULT '',
    summary          text,
    visible          smallint NOT NULL DEFAULT 1,
    enablecompletion smallint NOT NULL DEFAULT 0
);

CREATE TABLE mdl_course_modules (
    id                 bigserial PRIMARY KEY,
    course             bigint NOT NULL DEFAULT 0,
    module             bigint NOT NULL DEFAULT 0,
    instance           bigint NOT NULL DEFAULT 0,
    section            bigint NOT NULL DEFAULT 0,
    visible            smallint NOT NULL DEFAULT 1,
    completion         smallint NOT NULL DEFAULT 0,
    availability       text,
    deletioninprogress smallint NOT NULL DEFAULT 0
);
CREATE INDEX mdl_courmodu_cou_ix ON mdl_course_modules (course);

CREATE TABLE mdl_course_completion_criteria (
    id             bigserial PRIMARY KEY,
    course         bigint NOT NULL DEFAULT 0,
    criteriatype   bigint NOT NULL DEFAULT 0,
    module         varchar(100),
    moduleinstance bigint,
    courseinstance bigint,
    timeend        bigint,
    gradepass      numeric(10,5),
    role           bigint
);
CREATE INDEX mdl_courcompcrit_cou_ix ON mdl_course_completion_criteria (course);

CREATE TABLE mdl_course_completion_aggr_methd (
    id           bigserial PRIMARY KEY,
    course       bigint NOT NULL DEFAULT 0,
    criteriatype bigint,
    method       smallint NOT NULL DEFAULT 0,
    value        numeric(10,5)
);
CREATE UNIQUE INDEX mdl_courcompaggrmeth_coucri_uix ON mdl_course_completion_aggr_methd (course, criteriatype);

CREATE TABLE mdl_course_modules_completion (
    id              bigserial PRIMARY KEY,
    coursemoduleid  bigint NOT NULL,
    userid          bigint NOT NULL,
    completionstate smallint NOT NULL,
    overrideby      bigint,
    timemodified    bigint NOT NULL
);
CREATE UNIQUE INDEX mdl_courmoducomp_usecou_uix ON mdl_course_modules_completion (userid, coursemoduleid);

CREATE TABLE mdl_enrol (
    id       bigserial PRIMARY KEY,
    enrol    varchar(20) NOT NULL DEFAULT '',
    status   bigint NOT NULL DEFAULT 0,
    courseid bigint NOT NULL,
    password varchar(50)
);
CREATE INDEX mdl_enro_cou_ix ON mdl_enrol (courseid);

CREATE TABLE mdl_user_enrolments (
    id           bigserial PRIMARY KEY,
    status       bigint NOT NULL DEFAULT 0,
    enrolid      bigint NOT NULL,
    userid       bigint NOT NULL,
    timestart    bigint NOT NULL DEFAULT 0,
    timeend      bigint NOT NULL DEFAULT 2147483647,
    timemodified bigint NOT NULL DEFAULT 0
);
CREATE UNIQUE INDEX mdl_userenro_enruse_uix ON mdl_user_enrolments (enrolid, userid);
CREATE INDEX mdl_userenro_use_ix ON mdl_user_enrolments (userid);
