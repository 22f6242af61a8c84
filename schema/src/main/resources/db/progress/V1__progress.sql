-- Ids are compared byte by byte (COLLATE "C"): they are only ever looked up, never shown in order.

CREATE TABLE progress.lesson_progress (
    enrollment_id   text COLLATE "C" NOT NULL,
    lesson_id       text COLLATE "C" NOT NULL,
    course_id       text COLLATE "C" NOT NULL,
    learner_id      text COLLATE "C",
    request_id      uuid        NOT NULL,
    sequence        bigint      NOT NULL,
    completed_at    timestamptz NOT NULL,
    occurred_at     timestamptz NOT NULL,
    decided_at      timestamptz NOT NULL,
    origin          text        NOT NULL,
    catalog_version bigint,
    in_topic        text        NOT NULL,
    in_partition    integer     NOT NULL,
    in_offset       bigint      NOT NULL,
    PRIMARY KEY (enrollment_id, lesson_id)
);

COMMENT ON TABLE progress.lesson_progress IS
    'One row for each lesson that an enrollment has completed: exactly what the ACCEPTED results say.';
COMMENT ON COLUMN progress.lesson_progress.learner_id IS 'The enrollment''s learner, where the result names one.';
COMMENT ON COLUMN progress.lesson_progress.request_id IS
    'The request that completed the lesson. No index: look it up together with its enrollment, by the primary key.';
COMMENT ON COLUMN progress.lesson_progress.sequence IS
    'Counts the enrollment''s accepted changes from 1 without a gap.';
COMMENT ON COLUMN progress.lesson_progress.completed_at IS 'When the lesson was completed.';
COMMENT ON COLUMN progress.lesson_progress.occurred_at IS 'When it was completed, as the client says.';
COMMENT ON COLUMN progress.lesson_progress.decided_at IS 'When the verdict was reached.';
COMMENT ON COLUMN progress.lesson_progress.origin IS
    'API: a client''s request; IMPORT: a row of the LMS from before Oncemark.';
COMMENT ON COLUMN progress.lesson_progress.catalog_version IS
    'The version of the course''s outline under which it was decided.';
COMMENT ON COLUMN progress.lesson_progress.in_topic IS 'Where the request, or the imported row, was read.';

CREATE TABLE progress.course_completion (
    enrollment_id    text COLLATE "C" NOT NULL PRIMARY KEY,
    course_id        text COLLATE "C" NOT NULL,
    learner_id       text COLLATE "C",
    completed_at     timestamptz NOT NULL,
    catalog_version  bigint      NOT NULL,
    required_lessons integer     NOT NULL,
    sequence         bigint      NOT NULL,
    origin           text        NOT NULL
);

COMMENT ON TABLE progress.course_completion IS
    'One row for each enrollment whose course is complete, for ever: lessons added later do not undo it.';
COMMENT ON COLUMN progress.course_completion.catalog_version IS 'The version of the outline that was complete.';
COMMENT ON COLUMN progress.course_completion.required_lessons IS 'How many lessons that outline requires.';
COMMENT ON COLUMN progress.course_completion.sequence IS 'The enrollment''s accepted changes by then.';
COMMENT ON COLUMN progress.course_completion.origin IS
    'API: a client''s request completed it; IMPORT: it came complete; CATALOG: a change of the catalog did.';

-- Updated with every batch and never indexed beyond its key: room in the page keeps such updates in place.
CREATE TABLE progress.sink_offset (
    topic     text        NOT NULL,
    part      integer     NOT NULL,
    next      bigint      NOT NULL,
    stored_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (topic, part)
) WITH (fillfactor = 20);

COMMENT ON TABLE progress.sink_offset IS
    'How far each partition has been stored. Moves in the transaction that stores the rows; Kafka''s is only a hint.';
COMMENT ON COLUMN progress.sink_offset.next IS 'The offset of the first record that is not stored yet.';
COMMENT ON COLUMN progress.sink_offset.stored_at IS 'When it last moved.';
