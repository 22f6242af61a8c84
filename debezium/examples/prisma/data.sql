-- The platform as Oncemark finds it. Behind each statement, what comes out of the connector's first snapshot.

INSERT INTO "user" VALUES
    ('u-owner', 'owner@school.example', NULL, true), ('u-ada', 'ada@school.example', 'Ada', true),
    ('u:emmy', 'emmy@school.example', 'Emmy', false);

-- A course in use, one that is being written, and one that was finished by everybody years ago.
INSERT INTO "Course" ("id", "title", "description", "isPublished", "updatedAt", "ownerId") VALUES
    ('5f6f1e0a-algebra', 'Algebra', 'data:image/png;base64,iVBOR…', true, '2026-01-05 10:00:00', 'u-owner'),
    ('7c1d2b3e-topology', 'Topology', '', false, '2026-01-05 10:00:00', 'u-owner'),
    ('0a0b0c0d-logic', 'Logic', '', true, '2015-01-01 00:00:00', 'u-owner');
--> course {"id":"5f6f1e0a-algebra","published":true}
--> course {"id":"7c1d2b3e-topology","published":false}
--> course {"id":"0a0b0c0d-logic","published":true}

-- A chapter that is not published is none, whatever its lessons say.
INSERT INTO "Chapter" ("id", "title", "courseId", "isPublished", "updatedAt") VALUES
    ('ch-sets', 'Sets', '5f6f1e0a-algebra', true, '2026-01-05 10:00:00'),
    ('ch-rings', 'Rings', '5f6f1e0a-algebra', false, '2026-01-05 10:00:00'),
    ('ch-logic', 'All of it', '0a0b0c0d-logic', true, '2015-01-01 00:00:00');
--> section {"id":"ch-sets","course_id":"5f6f1e0a-algebra"}
--> gone section {"id":"ch-rings","course_id":"5f6f1e0a-algebra"}
--> section {"id":"ch-logic","course_id":"0a0b0c0d-logic"}

INSERT INTO "Lesson" ("id", "title", "content", "chapterId", "position", "isPublished", "updatedAt") VALUES
    ('l-unions', 'Unions', repeat('long ', 100000), 'ch-sets', 1, true, '2026-01-05 10:00:00'),
    ('l-draft', 'Cosets', '', 'ch-sets', 2, false, '2026-01-05 10:00:00'),
    ('l-ideals', 'Ideals', '', 'ch-rings', 1, true, '2026-01-05 10:00:00'),
    ('l-syllogisms', 'Syllogisms', '', 'ch-logic', 1, true, '2015-01-01 00:00:00');
--> lesson {"id":"l-unions","section_id":"ch-sets","required":true,"position":1.0}
--> gone lesson {"id":"l-draft","section_id":"ch-sets","required":true,"position":2.0}
--> lesson {"id":"l-ideals","section_id":"ch-rings","required":true,"position":1.0}
--> lesson {"id":"l-syllogisms","section_id":"ch-logic","required":true,"position":1.0}

-- Emmy's id has the character that separates user and course: in the joined id it is ~1.
INSERT INTO "_CourseEnrollments" ("A", "B") VALUES
    ('5f6f1e0a-algebra', 'u-ada'), ('0a0b0c0d-logic', 'u-ada'), ('5f6f1e0a-algebra', 'u:emmy');
--> enrollment {"id":"u-ada:5f6f1e0a-algebra","learner_id":"u-ada","course_id":"5f6f1e0a-algebra","status":"active"}
--> enrollment {"id":"u-ada:0a0b0c0d-logic","learner_id":"u-ada","course_id":"0a0b0c0d-logic","status":"active"}
--> enrollment {"id":"u~1emmy:5f6f1e0a-algebra","learner_id":"u:emmy","course_id":"5f6f1e0a-algebra","status":"active"}

-- The rows are written when a lesson is opened; times are UTC, whatever the session's zone.
SET TIME ZONE 'Asia/Tokyo';
INSERT INTO "Progress" ("id", "userId", "lessonId", "courseId", "completed", "updatedAt") VALUES
    ('p-1', 'u-ada', 'l-unions', '5f6f1e0a-algebra', false, '2026-01-06 11:00:00.250'),
    ('p-2', 'u-ada', 'l-syllogisms', '0a0b0c0d-logic', true, '2015-03-01 12:00:00.999'),
    ('p-3', 'u:emmy', 'l-unions', '5f6f1e0a-algebra', true, '2026-01-07 23:59:59.001');
RESET TIME ZONE;
--> gone progress {"enrollment_id":"u-ada:5f6f1e0a-algebra","lesson_id":"l-unions","completed_at":"2026-01-06T11:00:00.250Z"}
--> progress {"enrollment_id":"u-ada:0a0b0c0d-logic","lesson_id":"l-syllogisms","completed_at":"2015-03-01T12:00:00.999Z"}
--> progress {"enrollment_id":"u~1emmy:5f6f1e0a-algebra","lesson_id":"l-unions","completed_at":"2026-01-07T23:59:59.001Z"}
