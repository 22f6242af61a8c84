-- What happens on the platform afterwards, one transaction after the other, and what comes out of each.

-- A lesson is opened: nothing is said of that.
INSERT INTO progress_lessonprogress VALUES (905, 'started', '2026-02-01 08:00:00+00', NULL, 501, 103);

-- It is finished: from then on its row counts.
UPDATE progress_lessonprogress SET state = 'completed', completed_at = '2026-02-01 09:00:00+00' WHERE id = 905;
--> progress {"enrollment_id":"501","lesson_id":"103","completed_at":"2026-02-01T09:00:00Z"}

-- It was a mistake, and is begun again. What Oncemark took as completed stays so.
UPDATE progress_lessonprogress SET state = 'started', completed_at = NULL WHERE id = 905;
--> gone progress {"enrollment_id":"501","lesson_id":"103"}

-- A device whose clock is wrong by years: no completion is later than its row was written.
UPDATE progress_lessonprogress SET state = 'completed', completed_at = '2099-01-01 00:00:00+00' WHERE id = 902;
--> progress {"enrollment_id":"501","lesson_id":"102","completed_at":"now"}

-- The author publishes the draft, and puts the lesson into the trash that nobody liked.
UPDATE courses_lesson SET status = 'live' WHERE id = 104;
--> lesson {"id":"104","section_id":"12","required":true,"position":2.0}

UPDATE courses_lesson SET deleted_at = '2026-02-02 09:00:00+00' WHERE id = 102;
--> gone lesson {"id":"102","section_id":"11","required":true,"position":2.0}

-- A lesson moves to another module, and the module from the library into a course: its lessons come with it.
UPDATE courses_lesson SET module_id = 12, "order" = 4 WHERE id = 101;
--> gone lesson {"id":"101","section_id":"11","required":true,"position":1.0}
--> lesson {"id":"101","section_id":"12","required":true,"position":4.0}

UPDATE courses_module SET course_id = 1 WHERE id = 13;
--> section {"id":"13","course_id":"1"}

-- The loose leaf is put into a module.
UPDATE courses_lesson SET module_id = 13 WHERE id = 107;
--> skipped lesson
--> lesson {"id":"107","section_id":"13","required":true,"position":1.0}

-- The invitation is accepted; somebody who cancelled comes back.
UPDATE courses_enrollment SET student_id = 43, status = 'active' WHERE id = 502;
--> enrollment {"id":"502","learner_id":"43","course_id":"1","status":"active"}

UPDATE courses_enrollment SET status = 'active' WHERE id = 503;
--> enrollment {"id":"503","learner_id":"42","course_id":"1","status":"active"}

-- Columns that are not named change: nothing of them leaves the platform.
UPDATE courses_enrollment SET email = 'ada@elsewhere.example' WHERE id = 501;
--> enrollment {"id":"501","learner_id":"41","course_id":"1","status":"active"}

-- A whole enrollment is deleted, as Django does: what refers to it first.
DELETE FROM progress_lessonprogress WHERE enrollment_id = 503;
DELETE FROM courses_enrollment WHERE id = 503;
--> gone progress {"enrollment_id":"503","lesson_id":"101","completed_at":"2026-01-06T14:00:00Z"}
--> gone enrollment {"id":"503","learner_id":"42","course_id":"1","status":"active"}

-- An id changes: the old one goes in the same transaction.
UPDATE courses_lesson SET id = 1060 WHERE id = 106;
--> gone lesson {"id":"106","section_id":"13","required":true,"position":1.0}
--> lesson {"id":"1060","section_id":"13","required":true,"position":1.0}
