-- The platform as Oncemark finds it. Behind each statement, what comes out of the connector's first snapshot.

INSERT INTO auth_user VALUES
    (41, 'ada', 'ada@school.example', 'pbkdf2_sha256$…'),
    (42, 'emmy', 'emmy@school.example', 'pbkdf2_sha256$…'),
    (43, 'sofia', 'sofia@school.example', 'pbkdf2_sha256$…');

-- A course in use, one that is being written, and one that was finished by everybody years ago.
INSERT INTO courses_course VALUES
    (1, 'Algebra', 'algebra', true, '2019-09-01 08:00:00+00'),
    (2, 'Topology', 'topology', false, '2026-01-07 09:00:00+00'),
    (3, 'Logic', 'logic', true, '2015-01-01 00:00:00+00');
--> course {"id":"1","published":true}
--> course {"id":"2","published":false}
--> course {"id":"3","published":true}

-- Module 13 is in the library: it belongs to no course.
INSERT INTO courses_module VALUES
    (11, 'Sets', 1, 1), (12, 'Groups', 2, 1), (13, 'Rings', 1, NULL), (31, 'All of it', 1, 3);
--> section {"id":"11","course_id":"1"}
--> section {"id":"12","course_id":"1"}
--> gone section {"id":"13"}
--> section {"id":"31","course_id":"3"}

-- Two that count, one of them with NULL for "optional"; an optional one; a draft; one in the trash; one of the
-- library's module; one that is in no module at all.
INSERT INTO courses_lesson VALUES
    (101, 'What a set is', 'data:image/png;base64,iVBOR…', 1, false, 'live', NULL, 11),
    (102, 'Unions', '', 2, NULL, 'live', NULL, 11),
    (103, 'Further reading', '', 1, true, 'live', NULL, 12),
    (104, 'Cosets', '', 2, false, 'draft', NULL, 12),
    (105, 'Old exercises', '', 3, false, 'live', '2025-12-24 18:00:00+00', 12),
    (106, 'Ideals', '', 1, false, 'live', NULL, 13),
    (107, 'Loose leaf', '', 1, false, 'live', NULL, NULL),
    (301, 'Syllogisms', '', 1, false, 'live', NULL, 31);
--> lesson {"id":"101","section_id":"11","required":true,"position":1.0}
--> lesson {"id":"102","section_id":"11","required":true,"position":2.0}
--> lesson {"id":"103","section_id":"12","required":false,"position":1.0}
--> gone lesson {"id":"104","section_id":"12","required":true,"position":2.0}
--> gone lesson {"id":"105","section_id":"12","required":true,"position":3.0}
--> lesson {"id":"106","section_id":"13","required":true,"position":1.0}
--> skipped lesson
--> lesson {"id":"301","section_id":"31","required":true,"position":1.0}

-- Enrolled, invited and not there yet, cancelled, and through with the course long ago.
INSERT INTO courses_enrollment VALUES
    (501, 'active', 'ada@school.example', '2026-01-05 10:00:00+00', 1, 41),
    (502, 'invited', 'who@else.example', '2026-01-05 10:00:00+00', 1, NULL),
    (503, 'cancelled', 'emmy@school.example', '2026-01-05 10:00:00+00', 1, 42),
    (504, 'completed', 'sofia@school.example', '2015-02-01 10:00:00+00', 3, 43);
--> enrollment {"id":"501","learner_id":"41","course_id":"1","status":"active"}
--> gone enrollment {"id":"502","course_id":"1","status":"inactive"}
--> enrollment {"id":"503","learner_id":"42","course_id":"1","status":"inactive"}
--> enrollment {"id":"504","learner_id":"43","course_id":"3","status":"active"}

-- Only the first and the last are done: the others were opened, or failed.
INSERT INTO progress_lessonprogress VALUES
    (901, 'completed', '2026-01-06 11:00:00+00', '2026-01-06 12:30:00.123456+02', 501, 101),
    (902, 'started', '2026-01-06 13:00:00+00', NULL, 501, 102),
    (903, 'failed', '2026-01-06 13:00:00+00', '2026-01-06 14:00:00+00', 503, 101),
    (904, 'completed', '2015-02-28 10:00:00+00', '2015-03-01 12:00:00+00', 504, 301);
--> progress {"enrollment_id":"501","lesson_id":"101","completed_at":"2026-01-06T10:30:00.123456Z"}
--> gone progress {"enrollment_id":"501","lesson_id":"102"}
--> gone progress {"enrollment_id":"503","lesson_id":"101","completed_at":"2026-01-06T14:00:00Z"}
--> progress {"enrollment_id":"504","lesson_id":"301","completed_at":"2015-03-01T12:00:00Z"}
