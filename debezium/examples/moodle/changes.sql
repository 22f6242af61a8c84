-- What happens on the platform afterwards, one transaction after the other, and what comes out of each.

-- An attempt fails: nothing is said of that. The next one passes.
UPDATE mdl_course_modules_completion SET completionstate = 3, timemodified = 1769904000 WHERE id = 74;

UPDATE mdl_course_modules_completion SET completionstate = 2, timemodified = 1769990400 WHERE id = 74;
--> progress {"enrollment_id":"101:2","lesson_id":"21","completed_at":"2026-02-02T00:00:00Z"}

-- A teacher takes the mark back, which Moodle keeps as a state, or as no row at all.
UPDATE mdl_course_modules_completion SET completionstate = 0, timemodified = 1769990500 WHERE id = 74;
--> gone progress {"enrollment_id":"101:2","lesson_id":"21","completed_at":"2026-02-02T00:01:40Z"}

DELETE FROM mdl_course_modules_completion WHERE id = 71;
--> gone progress {"enrollment_id":"101:2","lesson_id":"22","completed_at":"2026-01-01T00:00:00Z"}

-- The cohort goes, and the way by hand is still suspended; then that is lifted.
DELETE FROM mdl_user_enrolments WHERE enrolid = 32;
--> enrollment {"id":"101:2","learner_id":"101","course_id":"2","status":"inactive"}

UPDATE mdl_user_enrolments SET status = 0 WHERE enrolid = 31 AND userid = 101;
--> enrollment {"id":"101:2","learner_id":"101","course_id":"2","status":"active"}

-- A second way beside one that is active changes nothing. The self enrolment is switched on for all who came by it.
INSERT INTO mdl_user_enrolments (enrolid, userid, timeend) VALUES (32, 101, 0);

UPDATE mdl_enrol SET status = 0 WHERE id = 33;
--> enrollment {"id":"104:2","learner_id":"104","course_id":"2","status":"active"}

-- The course's criteria are saved: Moodle deletes them and writes them again. 22 is required now, and 25 no longer.
DELETE FROM mdl_course_completion_criteria WHERE course = 2;
--> lesson {"id":"21","course_id":"2","required":false}
--> lesson {"id":"25","course_id":"2","required":false}

INSERT INTO mdl_course_completion_criteria (course, criteriatype, module, moduleinstance) VALUES
    (2, 4, 'quiz', 21), (2, 4, 'page', 22);
--> lesson {"id":"21","course_id":"2","required":true}
--> lesson {"id":"22","course_id":"2","required":true}

-- A course stops asking for a grade, so that Oncemark can judge it.
DELETE FROM mdl_course_completion_criteria WHERE course = 4 AND criteriatype = 6;
--> course {"id":"4","published":true}

-- An activity goes into Moodle's recycle bin; the label is tracked from now on; an activity is in another course.
UPDATE mdl_course_modules SET deletioninprogress = 1 WHERE id = 25;
--> gone lesson {"id":"25","course_id":"2","required":false}

UPDATE mdl_course_modules SET completion = 1 WHERE id = 23;
--> lesson {"id":"23","course_id":"2","required":false}

UPDATE mdl_course_modules SET course = 6 WHERE id = 23;
--> gone lesson {"id":"23","course_id":"2","required":false}
--> lesson {"id":"23","course_id":"6","required":false}

-- Nothing is wrong: neither the cron job nor the script, run once more, writes anything.
CALL oncemark.keep_enrollments();
CALL oncemark.keep_all();

-- A user is deleted, and the course that all were through with.
DELETE FROM mdl_user_enrolments WHERE userid = 102;
--> gone enrollment {"id":"102:2","learner_id":"102","course_id":"2","status":"inactive"}

DELETE FROM mdl_course WHERE id = 6;
--> gone course {"id":"6","published":true}
