-- What the management command writes into the table of oncemark.sql; the last is of the old kind.
INSERT INTO oncemark_block VALUES
    ('course-v1:edX+Algebra+2026', 'block-v1:edX+Algebra+2026+type@video+block@0a1b', 1, 1),
    ('course-v1:edX+Algebra+2026', 'block-v1:edX+Algebra+2026+type@problem+block@2c3d', 1, 2),
    ('course-v1:edX+Algebra+2026', 'block-v1:edX+Algebra+2026+type@poll+block@4e5f', 0, 3),
    ('edX/DemoX/1T2014', 'i4x://edX/DemoX/problem/67', 1, 1);
--> lesson {"id":"block-v1:edX+Algebra+2026+type@video+block@0a1b","course_id":"course-v1:edX+Algebra+2026","required":true,"position":1.0}
--> lesson {"id":"block-v1:edX+Algebra+2026+type@problem+block@2c3d","course_id":"course-v1:edX+Algebra+2026","required":true,"position":2.0}
--> lesson {"id":"block-v1:edX+Algebra+2026+type@poll+block@4e5f","course_id":"course-v1:edX+Algebra+2026","required":false,"position":3.0}
--> lesson {"id":"i4x://edX/DemoX/problem/67","course_id":"edX/DemoX/1T2014","required":true,"position":1.0}
