-- The platform as Oncemark finds it. Behind each statement, what comes out of the connector's first snapshot.

INSERT INTO auth_user VALUES
    (7, 'ada', 'ada@school.example', 'pbkdf2_sha256$…'), (8, 'emmy', 'emmy@school.example', 'pbkdf2_sha256$…');

-- A course in use, one for the staff's eyes only, one of the old kind that everybody was through with years ago.
INSERT INTO course_overviews_courseoverview
    (created, modified, id, display_name, start, visible_to_staff_only, short_description) VALUES
    ('2026-01-01', '2026-01-01', 'course-v1:edX+Algebra+2026', 'Algebra', '2026-01-05', 0, repeat('long ', 100000)),
    ('2026-01-01', '2026-01-01', 'course-v1:edX+Topology+2027', NULL, NULL, 1, NULL),
    ('2014-01-01', '2014-01-01', 'edX/DemoX/1T2014', 'Demo', '2014-01-01', 0, '');
--> course {"id":"course-v1:edX+Algebra+2026","published":true}
--> course {"id":"course-v1:edX+Topology+2027","published":false}
--> course {"id":"edX/DemoX/1T2014","published":true}

-- Enrolled; enrolled and gone again, which keeps the row.
INSERT INTO student_courseenrollment (id, user_id, course_id, created, is_active, mode) VALUES
    (1, 7, 'course-v1:edX+Algebra+2026', '2026-01-05 10:00:00.123456', 1, 'audit'),
    (2, 8, 'course-v1:edX+Algebra+2026', '2026-01-05 10:00:00.000000', 0, 'verified'),
    (3, 7, 'edX/DemoX/1T2014', NULL, 1, 'honor');
--> enrollment {"id":"7@course-v1:edX+Algebra+2026","learner_id":"7","course_id":"course-v1:edX+Algebra+2026","status":"active"}
--> enrollment {"id":"8@course-v1:edX+Algebra+2026","learner_id":"8","course_id":"course-v1:edX+Algebra+2026","status":"inactive"}
--> enrollment {"id":"7@edX/DemoX/1T2014","learner_id":"7","course_id":"edX/DemoX/1T2014","status":"active"}

-- A block is done at 1.0 and at nothing less. The last is of a block that is required of nobody any more.
INSERT INTO completion_blockcompletion
    (created, modified, id, user_id, course_key, block_key, block_type, completion) VALUES
    ('2026-01-06 11:00:00', '2026-01-06 11:00:00.654321', 1, 7, 'course-v1:edX+Algebra+2026',
        'block-v1:edX+Algebra+2026+type@video+block@0a1b', 'video', 1),
    ('2026-01-06 12:00:00', '2026-01-06 12:00:00.000000', 2, 7, 'course-v1:edX+Algebra+2026',
        'block-v1:edX+Algebra+2026+type@problem+block@2c3d', 'problem', 0.95),
    ('2014-03-01 12:00:00', '2014-03-01 12:00:00.000000', 3, 7, 'edX/DemoX/1T2014',
        'i4x://edX/DemoX/problem/67', 'problem', 1.0),
    ('2026-01-06 12:00:00', '2026-01-06 12:00:00.000000', 4, 8, 'course-v1:edX+Algebra+2026',
        'block-v1:edX+Algebra+2026+type@html+block@dead', 'html', 1.0);
--> progress {"enrollment_id":"7@course-v1:edX+Algebra+2026","lesson_id":"block-v1:edX+Algebra+2026+type@video+block@0a1b","completed_at":"2026-01-06T11:00:00.654321Z"}
--> gone progress {"enrollment_id":"7@course-v1:edX+Algebra+2026","lesson_id":"block-v1:edX+Algebra+2026+type@problem+block@2c3d","completed_at":"2026-01-06T12:00:00Z"}
--> progress {"enrollment_id":"7@edX/DemoX/1T2014","lesson_id":"i4x://edX/DemoX/problem/67","completed_at":"2014-03-01T12:00:00Z"}
--> progress {"enrollment_id":"8@course-v1:edX+Algebra+2026","lesson_id":"block-v1:edX+Algebra+2026+type@html+block@dead","completed_at":"2026-01-06T12:00:00Z"}
