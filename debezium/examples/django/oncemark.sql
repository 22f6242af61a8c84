-- What the connector needs, to be run once by the tables' owner or a superuser. The role is Debezium's: CREATE ROLE
-- oncemark_debezium LOGIN REPLICATION PASSWORD '…'.

-- With the old columns in the log, a row that stops counting, or changes its key, says what it was.
ALTER TABLE courses_course REPLICA IDENTITY FULL;
ALTER TABLE courses_module REPLICA IDENTITY FULL;
ALTER TABLE courses_lesson REPLICA IDENTITY FULL;
ALTER TABLE courses_enrollment REPLICA IDENTITY FULL;
ALTER TABLE progress_lessonprogress REPLICA IDENTITY FULL;

GRANT USAGE ON SCHEMA public TO oncemark_debezium;
GRANT SELECT ON courses_course, courses_module, courses_lesson, courses_enrollment, progress_lessonprogress
    TO oncemark_debezium;

CREATE PUBLICATION oncemark_django FOR TABLE
    courses_course, courses_module, courses_lesson, courses_enrollment, progress_lessonprogress;
