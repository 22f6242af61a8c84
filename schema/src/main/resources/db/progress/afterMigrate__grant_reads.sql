-- At every start, since the role may be created later than the schema.
DO $$
BEGIN
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'oncemark_api') THEN
        GRANT USAGE ON SCHEMA progress TO oncemark_api;
        GRANT SELECT ON
            progress.lesson_progress,
            progress.lesson_history,
            progress.enrollment_command,
            progress.course_completion,
            progress.course_change,
            progress.course_status,
            progress.sink_offset
        TO oncemark_api;
    END IF;
END
$$;
