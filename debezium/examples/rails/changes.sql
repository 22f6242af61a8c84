-- What happens on the platform afterwards, one transaction after the other, and what comes out of each.

-- Emmy takes a path; a course joins it, with everybody who follows it.
UPDATE users SET path_id = 1 WHERE id = 101;
--> enrollment {"id":"101:10","learner_id":"101","course_id":"10","status":"active"}

UPDATE courses SET path_id = 1 WHERE id = 30;
--> course {"id":"30","published":true}
--> enrollment {"id":"101:30","learner_id":"101","course_id":"30","status":"active"}

-- A lesson is done, in a course of the path and in one outside of it. Of the latter the enrollment is said, too.
INSERT INTO lesson_completions (id, lesson_id, user_id, created_at, lesson_identifier_uuid, course_id, path_id)
    VALUES (5, 1, 101, '2026-02-01 09:00:00.5', 'git', 10, 1);
--> progress {"enrollment_id":"101:10","lesson_id":"git","completed_at":"2026-02-01T09:00:00.500Z"}

INSERT INTO lesson_completions (id, lesson_id, user_id, created_at, lesson_identifier_uuid, course_id, path_id)
    VALUES (6, 3, 101, '2026-02-01 10:00:00', 'blocks', 20, 2);
--> progress {"enrollment_id":"101:20","lesson_id":"blocks","completed_at":"2026-02-01T10:00:00Z"}
--> enrollment {"id":"101:20","learner_id":"101","course_id":"20","status":"active"}

-- The box is ticked off again, which deletes the row; an old row gets its time, and counts from then on.
DELETE FROM lesson_completions WHERE id = 5;
--> gone progress {"enrollment_id":"101:10","lesson_id":"git","completed_at":"2026-02-01T09:00:00.500Z"}

UPDATE lesson_completions SET created_at = '2014-05-05 05:05:05' WHERE id = 3;
--> progress {"enrollment_id":"100:30","lesson_id":"floats","completed_at":"2014-05-05T05:05:05Z"}

-- A lesson moves in one of its courses, is in the other as before; one leaves its course.
UPDATE lessons SET position = 7 WHERE id = 1;
--> lesson {"id":"git","course_id":"10","required":true,"position":7.0}

UPDATE lessons SET course_id = NULL WHERE id = 3;
--> gone lesson {"id":"blocks","course_id":"20","required":true,"position":2.0}
--> skipped lesson

-- The author renames a lesson's identifier: the old id goes in the same transaction.
UPDATE lessons SET identifier_uuid = 'git-basics' WHERE id = 2;
--> gone lesson {"id":"git","course_id":"20","required":true,"position":1.0}
--> lesson {"id":"git-basics","course_id":"20","required":true,"position":1.0}

-- A user's e-mail address changes, of which nothing is said; then the account is deleted.
UPDATE users SET email = 'ada@elsewhere.example' WHERE id = 100;

DELETE FROM users WHERE id = 101;
--> gone enrollment {"id":"101:10","learner_id":"101","course_id":"10","status":"active"}
--> gone enrollment {"id":"101:20","learner_id":"101","course_id":"20","status":"active"}
--> gone enrollment {"id":"101:30","learner_id":"101","course_id":"30","status":"active"}

-- And a course, with its lessons.
DELETE FROM lessons WHERE course_id = 30;
DELETE FROM courses WHERE id = 30;
--> gone lesson {"id":"tables","course_id":"30","required":true,"position":1.0}
--> gone lesson {"course_id":"30","required":true,"position":3.0}
--> gone course {"id":"30","published":true}
--> gone enrollment {"id":"100:30","learner_id":"100","course_id":"30","status":"active"}
