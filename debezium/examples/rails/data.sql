-- The platform as Oncemark finds it. Behind each statement, what comes out of the connector's first snapshot.

INSERT INTO paths VALUES
    (1, 'Foundations', 'f0', '2013-01-01 00:00:00', '2013-01-01 00:00:00'),
    (2, 'Full Stack', 'f1', '2013-01-01 00:00:00', '2013-01-01 00:00:00');

-- One course belongs to no path any more.
INSERT INTO courses (id, title, position, path_id, created_at, updated_at) VALUES
    (10, 'Foundations', 1, 1, '2013-01-01 00:00:00', '2020-01-01 00:00:00'),
    (20, 'Ruby', 1, 2, '2013-01-01 00:00:00', '2020-01-01 00:00:00'),
    (30, 'Web Development 101', 9, NULL, '2013-01-01 00:00:00', '2019-01-01 00:00:00');
--> course {"id":"10","published":true}
--> course {"id":"20","published":true}
--> course {"id":"30","published":true}

-- Git is in two courses; one lesson has no course any more, and one never got an identifier.
INSERT INTO lessons
    (id, title, position, is_project, section_id, identifier_uuid, course_id, created_at, updated_at) VALUES
    (1, 'Git', 1, NULL, 1, 'git', 10, '2013-01-01 00:00:00', '2020-01-01 00:00:00'),
    (2, 'Git', 1, false, 2, 'git', 20, '2013-01-01 00:00:00', '2020-01-01 00:00:00'),
    (3, 'Blocks', 2, true, 2, 'blocks', 20, '2013-01-01 00:00:00', '2020-01-01 00:00:00'),
    (4, 'Tables', 1, false, 3, 'tables', 30, '2013-01-01 00:00:00', '2019-01-01 00:00:00'),
    (5, 'Floats', 2, false, 3, 'floats', NULL, '2013-01-01 00:00:00', '2019-01-01 00:00:00'),
    (6, 'Scratch', 3, false, 3, '', 30, '2013-01-01 00:00:00', '2019-01-01 00:00:00');
--> lesson {"id":"git","course_id":"10","required":true,"position":1.0}
--> lesson {"id":"git","course_id":"20","required":true,"position":1.0}
--> lesson {"id":"blocks","course_id":"20","required":true,"position":2.0}
--> lesson {"id":"tables","course_id":"30","required":true,"position":1.0}
--> skipped lesson
--> gone lesson {"course_id":"30","required":true,"position":3.0}

-- Ada follows the Ruby path and was through with the old course years ago; Emmy has no path yet.
INSERT INTO users (id, email, encrypted_password, path_id, created_at, updated_at) VALUES
    (100, 'ada@school.example', '$2a$11$…', 2, '2014-01-01 00:00:00', '2026-01-01 00:00:00'),
    (101, 'emmy@school.example', '$2a$11$…', NULL, '2026-01-01 00:00:00', '2026-01-01 00:00:00');
--> enrollment {"id":"100:20","learner_id":"100","course_id":"20","status":"active"}
--> enrollment {"id":"100:30","learner_id":"100","course_id":"30","status":"active"}

-- A row is written when a lesson is done. Old ones may have NULL for what came later: the last two say too little.
INSERT INTO lesson_completions (id, lesson_id, user_id, created_at, lesson_identifier_uuid, course_id, path_id) VALUES
    (1, 2, 100, '2026-01-06 11:00:00.123456', 'git', 20, 2),
    (2, 4, 100, '2015-03-01 12:00:00', 'tables', 30, NULL),
    (3, 5, 100, NULL, 'floats', 30, NULL),
    (4, 1, NULL, '2014-03-01 12:00:00', 'git', 10, NULL);
--> progress {"enrollment_id":"100:20","lesson_id":"git","completed_at":"2026-01-06T11:00:00.123456Z"}
--> progress {"enrollment_id":"100:30","lesson_id":"tables","completed_at":"2015-03-01T12:00:00Z"}
--> gone progress {"enrollment_id":"100:30","lesson_id":"floats"}
