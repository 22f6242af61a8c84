-- What the connector needs, to be run once by the tables' owner or a superuser. The role is Debezium's: CREATE ROLE
-- oncemark_debezium LOGIN REPLICATION PASSWORD '…'. Prisma takes none of it for drift.

-- With the old columns in the log, a row that stops counting, or changes its key, says what it was.
ALTER TABLE "Course" REPLICA IDENTITY FULL;
ALTER TABLE "Chapter" REPLICA IDENTITY FULL;
ALTER TABLE "Lesson" REPLICA IDENTITY FULL;
ALTER TABLE "Progress" REPLICA IDENTITY FULL;
ALTER TABLE "_CourseEnrollments" REPLICA IDENTITY FULL;

GRANT USAGE ON SCHEMA public TO oncemark_debezium;
GRANT SELECT ON "Course", "Chapter", "Lesson", "Progress", "_CourseEnrollments" TO oncemark_debezium;

CREATE PUBLICATION oncemark_prisma FOR TABLE "Course", "Chapter", "Lesson", "Progress", "_CourseEnrollments";
