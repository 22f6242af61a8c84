-- The platform as Oncemark finds it. Behind each statement, what comes out of the connector's first snapshot.

-- The front page; a course in use; a hidden one; one that asks for a grade, and one for any single activity, neither of
-- which Oncemark can judge; one that was finished by everybody years ago.
INSERT INTO mdl_course (id, category, fullname, shortname, visible, enablecompletion) VALUES
    (1, 0, 'Our school', 'school', 1, 0),
    (2, 1, 'Algebra', 'ALG', 1, 1),
    (3, 1, 'Topology', 'TOP', 0, 1),
    (4, 1, 'Analysis', 'ANA', 1, 1),
    (5, 1, 'Electives', 'ELE', 1, 1),
    (6, 1, 'Logic', 'LOG', 1, 1);
--> course {"id":"2","published":true}
--> course {"id":"3","published":false}
--> course {"id":"4","published":false}
--> course {"id":"5","published":false}
--> course {"id":"6","published":true}

-- Tracked and required; tracked but not; a label, which nobody tracks; one that is being deleted; a hidden one.
INSERT INTO mdl_course_modules (id, course, visible, completion, deletioninprogress) VALUES
    (21, 2, 1, 2, 0), (22, 2, 1, 1, 0), (23, 2, 1, 0, 0), (24, 2, 1, 2, 1), (25, 2, 0, 2, 0),
    (41, 4, 1, 2, 0), (51, 5, 1, 2, 0), (52, 5, 1, 2, 0), (61, 6, 1, 2, 0);
INSERT INTO mdl_course_completion_criteria (course, criteriatype, module, moduleinstance, gradepass) VALUES
    (2, 4, 'quiz', 21, NULL), (2, 4, 'quiz', 24, NULL), (2, 4, 'page', 25, NULL),
    (4, 4, 'quiz', 41, NULL), (4, 6, NULL, NULL, 50.00000),
    (5, 4, 'page', 51, NULL), (5, 4, 'page', 52, NULL), (6, 4, 'book', 61, NULL);
INSERT INTO mdl_course_completion_aggr_methd (course, criteriatype, method) VALUES
    (2, NULL, 1), (2, 4, 1), (2, 8, 2), (4, NULL, 1), (5, NULL, 1), (5, 4, 2);
--> lesson {"id":"21","course_id":"2","required":true}
--> lesson {"id":"22","course_id":"2","required":false}
--> lesson {"id":"25","course_id":"2","required":true}
--> lesson {"id":"41","course_id":"4","required":true}
--> lesson {"id":"51","course_id":"5","required":true}
--> lesson {"id":"52","course_id":"5","required":true}
--> lesson {"id":"61","course_id":"6","required":true}

-- User 101 is in Algebra by hand and by a cohort, one of the two suspended; 102 is suspended in the only way there is;
-- 103's time is over; 104 came by a way that is switched off; 101 was in Logic, too.
INSERT INTO mdl_enrol (id, enrol, status, courseid, password) VALUES
    (31, 'manual', 0, 2, NULL), (32, 'cohort', 0, 2, NULL), (33, 'self', 1, 2, 'sesame'), (36, 'manual', 0, 6, NULL);
INSERT INTO mdl_user_enrolments (enrolid, userid, status, timestart, timeend) VALUES
    (31, 101, 1, 0, 0), (32, 101, 0, 0, 0), (31, 102, 1, 0, 0), (31, 103, 0, 1388534400, 1420070400),
    (33, 104, 0, 0, 0), (36, 101, 0, 1388534400, 2147483647);
--> enrollment {"id":"101:2","learner_id":"101","course_id":"2","status":"active"}
--> enrollment {"id":"102:2","learner_id":"102","course_id":"2","status":"inactive"}
--> enrollment {"id":"103:2","learner_id":"103","course_id":"2","status":"inactive"}
--> enrollment {"id":"104:2","learner_id":"104","course_id":"2","status":"inactive"}
--> enrollment {"id":"101:6","learner_id":"101","course_id":"6","status":"active"}

-- Completed, completed with a pass, failed, only looked at; the last is of an activity that is gone.
INSERT INTO mdl_course_modules_completion (id, coursemoduleid, userid, completionstate, timemodified) VALUES
    (71, 22, 101, 1, 1767225600), (72, 61, 101, 2, 1420070400), (73, 21, 103, 3, 1420000000),
    (74, 21, 101, 0, 1767225700), (75, 99, 101, 1, 1420000000);
--> progress {"enrollment_id":"101:2","lesson_id":"22","completed_at":"2026-01-01T00:00:00Z"}
--> progress {"enrollment_id":"101:6","lesson_id":"61","completed_at":"2015-01-01T00:00:00Z"}
--> gone progress {"enrollment_id":"103:2","lesson_id":"21","completed_at":"2014-12-31T04:26:40Z"}
--> gone progress {"enrollment_id":"101:2","lesson_id":"21","completed_at":"2026-01-01T00:01:40Z"}
