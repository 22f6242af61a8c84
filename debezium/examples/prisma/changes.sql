-- What happens on the platform afterwards, one transaction after the other, and what comes out of each.

-- A lesson is opened: nothing is said of that. Then it is done, by Prisma's upsert.
INSERT INTO "Progress" ("id", "userId", "lessonId", "courseId", "completed", "updatedAt")
    VALUES ('p-4', 'u:emmy', 'l-ideals', '5f6f1e0a-algebra', false, '2026-02-01 08:00:00');

INSERT INTO "Progress" ("id", "userId", "lessonId", "courseId", "completed", "updatedAt")
    VALUES ('p-5', 'u-ada', 'l-unions', '5f6f1e0a-algebra', true, '2026-02-01 09:00:00')
    ON CONFLICT ("userId", "lessonId") DO UPDATE SET "completed" = true, "updatedAt" = excluded."updatedAt";
--> progress {"enrollment_id":"u-ada:5f6f1e0a-algebra","lesson_id":"l-unions","completed_at":"2026-02-01T09:00:00Z"}

-- It is ticked off again.
UPDATE "Progress" SET "completed" = false, "updatedAt" = '2026-02-01 09:00:01.5' WHERE "id" = 'p-1';
--> gone progress {"enrollment_id":"u-ada:5f6f1e0a-algebra","lesson_id":"l-unions","completed_at":"2026-02-01T09:00:01.500Z"}

-- The draft is published, then the chapter, and with it the lesson that is in it.
UPDATE "Lesson" SET "isPublished" = true WHERE "id" = 'l-draft';
--> lesson {"id":"l-draft","section_id":"ch-sets","required":true,"position":2.0}

UPDATE "Chapter" SET "isPublished" = true WHERE "id" = 'ch-rings';
--> section {"id":"ch-rings","course_id":"5f6f1e0a-algebra"}

-- The long text does not change, so that PostgreSQL may leave it out of its log; the lesson moves to the other chapter.
UPDATE "Lesson" SET "chapterId" = 'ch-rings', "position" = 2 WHERE "id" = 'l-unions';
--> gone lesson {"id":"l-unions","section_id":"ch-sets","required":true,"position":1.0}
--> lesson {"id":"l-unions","section_id":"ch-rings","required":true,"position":2.0}

-- A course is bought, and the money given back.
INSERT INTO "_CourseEnrollments" ("A", "B") VALUES ('7c1d2b3e-topology', 'u:emmy');
--> enrollment {"id":"u~1emmy:7c1d2b3e-topology","learner_id":"u:emmy","course_id":"7c1d2b3e-topology","status":"active"}

DELETE FROM "_CourseEnrollments" WHERE "A" = '7c1d2b3e-topology' AND "B" = 'u:emmy';
--> gone enrollment {"id":"u~1emmy:7c1d2b3e-topology","learner_id":"u:emmy","course_id":"7c1d2b3e-topology","status":"active"}

-- Two accounts of one person are merged: the enrollment's id is another one from then on.
UPDATE "_CourseEnrollments" SET "B" = 'u-owner' WHERE "A" = '0a0b0c0d-logic' AND "B" = 'u-ada';
UPDATE "Progress" SET "userId" = 'u-owner' WHERE "id" = 'p-2';
--> gone enrollment {"id":"u-ada:0a0b0c0d-logic","learner_id":"u-ada","course_id":"0a0b0c0d-logic","status":"active"}
--> enrollment {"id":"u-owner:0a0b0c0d-logic","learner_id":"u-owner","course_id":"0a0b0c0d-logic","status":"active"}
--> gone progress {"enrollment_id":"u-ada:0a0b0c0d-logic","lesson_id":"l-syllogisms","completed_at":"2015-03-01T12:00:00.999Z"}
--> progress {"enrollment_id":"u-owner:0a0b0c0d-logic","lesson_id":"l-syllogisms","completed_at":"2015-03-01T12:00:00.999Z"}

-- A chapter is deleted, and what is in it, by the database's cascade.
DELETE FROM "Chapter" WHERE "id" = 'ch-logic';
--> gone section {"id":"ch-logic","course_id":"0a0b0c0d-logic"}
--> gone lesson {"id":"l-syllogisms","section_id":"ch-logic","required":true,"position":1.0}
--> gone progress {"enrollment_id":"u-owner:0a0b0c0d-logic","lesson_id":"l-syllogisms","completed_at":"2015-03-01T12:00:00.999Z"}
