-- Lessons that are taken back or waived, attempts, and course completions that end. Nothing is rewritten: a column with a
-- constant default is added in the catalog alone, at once. What takes time is the key of course_completion, whose index is
-- built anew; meanwhile the tables are neither read nor written.

-- In the order in which a sink locks them: its batches that are at work end first, others wait, and none is in a deadlock.
LOCK TABLE progress.sink_offset, progress.lesson_progress, progress.course_completion IN ACCESS EXCLUSIVE MODE;

ALTER TABLE progress.lesson_progress
    ADD attempt integer NOT NULL DEFAULT 1,
    ADD waiver  text;

COMMENT ON TABLE progress.lesson_progress IS
    'One row for each lesson of an enrollment that is complete now. With lesson_history, exactly what the ACCEPTED results say.';
COMMENT ON COLUMN progress.lesson_progress.attempt IS 'The attempt in which it was completed, counted from 1.';
COMMENT ON COLUMN progress.lesson_progress.waiver IS
    'Why the learner need not do the lesson, where it is complete by a waiver: TESTED_OUT, EQUIVALENT_AU, '
    'EQUIVALENT_OUTSIDE_ACTIVITY or ADMINISTRATIVE. Who said so is in enrollment_command, under the same sequence.';

CREATE TABLE progress.lesson_history (
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
    attempt         integer     NOT NULL DEFAULT 1,
    waiver          text,
    ended_as        text,
    ended_by        uuid,
    ended_reason    text,
    ended_actor     text,
    ended_at        timestamptz,
    ended_sequence  bigint,
    PRIMARY KEY (enrollment_id, sequence)
);

COMMENT ON TABLE progress.lesson_history IS
    'One row for each completion of a lesson that has ended, as it was in lesson_progress, and what ended it.';
COMMENT ON COLUMN progress.lesson_history.ended_as IS
    'REVOKED: the lesson was taken back; RESET: another attempt began. Null, as all that follow, where what ended it is '
    'not stored yet: a later completion of the same lesson shows that it has ended.';
COMMENT ON COLUMN progress.lesson_history.ended_by IS 'The request of the command that ended it.';
COMMENT ON COLUMN progress.lesson_history.ended_reason IS 'The command''s reason, a code.';
COMMENT ON COLUMN progress.lesson_history.ended_actor IS 'Who gave the command.';
COMMENT ON COLUMN progress.lesson_history.ended_at IS 'When the command was decided.';
COMMENT ON COLUMN progress.lesson_history.ended_sequence IS
    'The command''s place among the enrollment''s accepted changes: its row in enrollment_command.';

CREATE TABLE progress.enrollment_command (
    enrollment_id    text COLLATE "C" NOT NULL,
    sequence         bigint      NOT NULL,
    kind             text        NOT NULL,
    status           text        NOT NULL,
    lesson_id        text COLLATE "C",
    course_id        text COLLATE "C" NOT NULL,
    learner_id       text COLLATE "C",
    attempt          integer     NOT NULL,
    request_id       uuid        NOT NULL,
    actor_id         text,
    reason           text,
    occurred_at      timestamptz NOT NULL,
    decided_at       timestamptz NOT NULL,
    ended_completion integer,
    catalog_version  bigint,
    in_topic         text        NOT NULL,
    in_partition     integer     NOT NULL,
    in_offset        bigint      NOT NULL,
    PRIMARY KEY (enrollment_id, sequence)
);

COMMENT ON TABLE progress.enrollment_command IS
    'One row for each command that was carried out. A waiver has a row of lesson_progress or lesson_history besides, with the '
    'same sequence.';
COMMENT ON COLUMN progress.enrollment_command.sequence IS
    'Its place among the enrollment''s accepted changes, which are counted from 1 without a gap.';
COMMENT ON COLUMN progress.enrollment_command.kind IS 'REVOKE, WAIVE or RESET. A later version may have others.';
COMMENT ON COLUMN progress.enrollment_command.status IS
    'What it did. ACCEPTED: a lesson is complete; REVOKED: a lesson is not any more; RESET: no lesson is, another attempt '
    'began.';
COMMENT ON COLUMN progress.enrollment_command.lesson_id IS 'The lesson that it is about; null of a RESET.';
COMMENT ON COLUMN progress.enrollment_command.attempt IS
    'The attempt under way after it, counted from 1: of a RESET, the one that it began.';
COMMENT ON COLUMN progress.enrollment_command.request_id IS 'The request that the command was in.';
COMMENT ON COLUMN progress.enrollment_command.actor_id IS 'Who gave it: the subject of the token.';
COMMENT ON COLUMN progress.enrollment_command.reason IS 'Why, as a code.';
COMMENT ON COLUMN progress.enrollment_command.occurred_at IS 'When it was given, as the client says.';
COMMENT ON COLUMN progress.enrollment_command.decided_at IS 'When it was carried out.';
COMMENT ON COLUMN progress.enrollment_command.ended_completion IS
    'The number of the course completion that ended by it, if one did.';
COMMENT ON COLUMN progress.enrollment_command.in_topic IS 'Where the request was read.';

ALTER TABLE progress.course_completion
    ADD attempt    integer NOT NULL DEFAULT 1,
    ADD completion integer NOT NULL DEFAULT 1,
    DROP CONSTRAINT course_completion_pkey,
    ADD PRIMARY KEY (enrollment_id, completion);

COMMENT ON TABLE progress.course_completion IS
    'One row for each completion of an enrollment''s course. None is ever changed; which of them stand now is in '
    'course_status.';
COMMENT ON COLUMN progress.course_completion.attempt IS 'The attempt in which it was completed, counted from 1.';
COMMENT ON COLUMN progress.course_completion.completion IS
    'Its number among the enrollment''s completions, counted from 1.';

CREATE TABLE progress.course_change (
    event_id        uuid        NOT NULL PRIMARY KEY,
    enrollment_id   text COLLATE "C" NOT NULL,
    course_id       text COLLATE "C" NOT NULL,
    learner_id      text COLLATE "C",
    change          text        NOT NULL,
    completion      integer     NOT NULL,
    attempt         integer     NOT NULL,
    sequence        bigint      NOT NULL,
    cause           text        NOT NULL,
    request_id      uuid,
    command_reason  text,
    catalog_version bigint,
    missing         integer,
    missing_lessons text[],
    changed_at      timestamptz NOT NULL
);

CREATE INDEX course_change_of_completion ON progress.course_change (enrollment_id, completion);

COMMENT ON TABLE progress.course_change IS
    'One row for each change of what was told of a course completion. Rows are only ever added, in any order.';
COMMENT ON COLUMN progress.course_change.event_id IS 'The record''s ce_id, which follows from its content.';
COMMENT ON COLUMN progress.course_change.change IS
    'REVOKED, REOPENED: the completion ended; RESTORED: it stands again; ATTEMPT_STARTED: it stands, another attempt began; '
    'CONTENT_CHANGED: it stands, the course requires more. A later version may have others.';
COMMENT ON COLUMN progress.course_change.completion IS 'The number of the completion that it is about.';
COMMENT ON COLUMN progress.course_change.attempt IS 'The attempt under way from then on, counted from 1.';
COMMENT ON COLUMN progress.course_change.sequence IS 'The enrollment''s accepted changes by then.';
COMMENT ON COLUMN progress.course_change.cause IS
    'REVOKE, RESET: the command in request_id; CATALOG: a change of the course.';
COMMENT ON COLUMN progress.course_change.command_reason IS 'The command''s reason, a code.';
COMMENT ON COLUMN progress.course_change.missing IS 'How many required lessons were not complete, where that is why.';
COMMENT ON COLUMN progress.course_change.missing_lessons IS 'Which, at most 100 of them in the course''s order.';

-- Of several changes of one completion the one with the greatest sequence is the latest; the catalog's own, which leave the
-- sequence as it is, follow the versions of the outline.
CREATE VIEW progress.course_status AS
SELECT DISTINCT ON (completed.enrollment_id)
    completed.enrollment_id,
    completed.course_id,
    completed.learner_id,
    completed.completion,
    completed.attempt,
    completed.completed_at,
    ended.changed_at IS NULL AS stands,
    ended.change AS ended_as,
    ended.cause AS ended_cause,
    ended.request_id AS ended_by,
    ended.command_reason AS ended_reason,
    ended.changed_at AS ended_at
FROM progress.course_completion completed
LEFT JOIN LATERAL (
    SELECT change, cause, request_id, command_reason, changed_at
    FROM progress.course_change
    WHERE enrollment_id = completed.enrollment_id AND completion = completed.completion
      AND change IN ('REVOKED', 'REOPENED', 'RESTORED')
    ORDER BY sequence DESC, catalog_version DESC NULLS LAST, changed_at DESC
    LIMIT 1
) ended ON ended.change <> 'RESTORED'
ORDER BY completed.enrollment_id, ended.changed_at IS NULL DESC, completed.completion DESC;

COMMENT ON VIEW progress.course_status IS
    'One row for each enrollment whose course was ever complete: the latest completion that stands, or else the latest.';
COMMENT ON COLUMN progress.course_status.stands IS 'Whether the course counts as complete, since completed_at.';
COMMENT ON COLUMN progress.course_status.ended_as IS
    'REVOKED: a lesson was taken back, or another attempt began without it; REOPENED: the course requires more.';
COMMENT ON COLUMN progress.course_status.ended_cause IS 'REVOKE, RESET or CATALOG.';
COMMENT ON COLUMN progress.course_status.ended_by IS 'The request of the command that ended it, if one did.';

ALTER TABLE progress.sink_offset ADD furthest bigint;
UPDATE progress.sink_offset SET furthest = next;

COMMENT ON COLUMN progress.sink_offset.furthest IS
    'The greatest that next has been: where next was set back, records before this are read a second time.';
