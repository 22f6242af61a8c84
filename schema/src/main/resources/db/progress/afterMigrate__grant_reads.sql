-- At every start, since the role may be created later than the schema.
DO $$
BEGIN
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'oncemark_api') THEN
        GRANT USAGE ON SCHEMA progress TO oncemark_api;
        GRANT SELECT ON progress.lesson_progress, progress.course_completion, progress.sink_offset TO oncemark_api;
    END IF;
END
$$;
