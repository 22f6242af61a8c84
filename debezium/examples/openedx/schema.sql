-- Open edX's tables as edx-platform's and edx-completion's migrations make them on MySQL, without the columns that do
-- not matter here. Django writes UTC into datetime(6). The database is called openedx, as Tutor does.

CREATE TABLE auth_user (
    id       int NOT NULL AUTO_INCREMENT PRIMARY KEY,
    username varchar(150) NOT NULL UNIQUE,
    email    varchar(254) NOT NULL,
    password varchar(128) NOT NULL
);

CREATE TABLE course_overviews_courseoverview (
    created               datetime(6) NOT NULL,
    modified              datetime(6) NOT NULL,
    id                    varchar(255) NOT NULL PRIMARY KEY,
    display_name          longtext,
    start                 datetime(6),
    end                   datetime(6),
    visible_to_staff_only tinyint(1) NOT NULL,
    short_description     longtext
);

CREATE TABLE student_courseenrollment (
    id        int NOT NULL AUTO_INCREMENT PRIMARY KEY,
    course_id varchar(255) NOT NULL,
    created   datetime(6),
    is_active tinyint(1) NOT NULL,
    mode      varchar(100) NOT NULL,
    user_id   int NOT NULL,
    UNIQUE KEY student_courseenrollment_user_id_course_id_5d34a47f_uniq (user_id, course_id)
);

CREATE TABLE completion_blockcompletion (
    created    datetime(6) NOT NULL,
    modified   datetime(6) NOT NULL,
    id         bigint NOT NULL AUTO_INCREMENT PRIMARY KEY,
    course_key varchar(255) NOT NULL,
    block_key  varchar(255) NOT NULL,
    block_type varchar(64) NOT NULL,
    completion double NOT NULL,
    user_id    int NOT NULL,
    UNIQUE KEY completion_blockcompleti_course_key_block_key_use_b15bac54_uniq (course_key, block_key, user_id)
);
