-- What happens on the platform afterwards, one transaction after the other, and what comes out of each.

-- A part of a problem: nothing is said of that. Then all of it.
UPDATE completion_blockcompletion SET completion = 0.99, modified = '2026-02-01 08:00:00' WHERE id = 2;

UPDATE completion_blockcompletion SET completion = 1, modified = '2026-02-01 09:00:00.5' WHERE id = 2;
--> progress {"enrollment_id":"7@course-v1:edX+Algebra+2026","lesson_id":"block-v1:edX+Algebra+2026+type@problem+block@2c3d","completed_at":"2026-02-01T09:00:00.500Z"}

-- The learner's attempts are reset, which Open edX writes as 0.0; all of a course's by deleting the rows.
UPDATE completion_blockcompletion SET completion = 0, modified = '2026-02-01 10:00:00' WHERE id = 2;
--> gone progress {"enrollment_id":"7@course-v1:edX+Algebra+2026","lesson_id":"block-v1:edX+Algebra+2026+type@problem+block@2c3d","completed_at":"2026-02-01T10:00:00Z"}

DELETE FROM completion_blockcompletion WHERE user_id = 8;
--> gone progress {"enrollment_id":"8@course-v1:edX+Algebra+2026","lesson_id":"block-v1:edX+Algebra+2026+type@html+block@dead","completed_at":"2026-01-06T12:00:00Z"}

-- Emmy comes back; Ada pays for a certificate, of which nothing is said but what was said before.
UPDATE student_courseenrollment SET is_active = 1 WHERE id = 2;
--> enrollment {"id":"8@course-v1:edX+Algebra+2026","learner_id":"8","course_id":"course-v1:edX+Algebra+2026","status":"active"}

UPDATE student_courseenrollment SET mode = 'verified' WHERE id = 1;
--> enrollment {"id":"7@course-v1:edX+Algebra+2026","learner_id":"7","course_id":"course-v1:edX+Algebra+2026","status":"active"}

-- The course is published anew, and the command writes what is different: the poll counts now, the problem has gone.
UPDATE oncemark_block SET required = 1
    WHERE course_id = 'course-v1:edX+Algebra+2026' AND block_key = 'block-v1:edX+Algebra+2026+type@poll+block@4e5f';
--> lesson {"id":"block-v1:edX+Algebra+2026+type@poll+block@4e5f","course_id":"course-v1:edX+Algebra+2026","required":true,"position":3.0}

DELETE FROM oncemark_block
    WHERE course_id = 'course-v1:edX+Algebra+2026' AND block_key = 'block-v1:edX+Algebra+2026+type@problem+block@2c3d';
--> gone lesson {"id":"block-v1:edX+Algebra+2026+type@problem+block@2c3d","course_id":"course-v1:edX+Algebra+2026","required":true,"position":2.0}

-- The course that was for the staff's eyes opens, and a user is merged into another.
UPDATE course_overviews_courseoverview SET visible_to_staff_only = 0 WHERE id = 'course-v1:edX+Topology+2027';
--> course {"id":"course-v1:edX+Topology+2027","published":true}

UPDATE student_courseenrollment SET user_id = 8 WHERE id = 3;
--> gone enrollment {"id":"7@edX/DemoX/1T2014","learner_id":"7","course_id":"edX/DemoX/1T2014","status":"active"}
--> enrollment {"id":"8@edX/DemoX/1T2014","learner_id":"8","course_id":"edX/DemoX/1T2014","status":"active"}
