-- Enrollments for a platform that has none, in a schema of their own, kept up by triggers: a user is enrolled in each
-- course of the path that they follow, and in each course of which they completed a lesson; and stays so when they take
-- another path, since what they completed counts. remove.sql takes all of it away.
--
-- To be run by the owner of the tables or a superuser, on PostgreSQL 14 or later, in one transaction: psql -1 -v
-- ON_ERROR_STOP=1 -f oncemark.sql. Writers wait for the few moments that it takes. Running it again changes nothing,
-- but mends what is not as it should be.
--
-- There is no view, no trigger on single columns and no foreign key: any of them would keep a migration of the
-- platform's from changing its tables.

CREATE SCHEMA IF NOT EXISTS oncemark;

CREATE TABLE IF NOT EXISTS oncemark.enrollments (
    user_id   integer,
    course_id integer,
    PRIMARY KEY (user_id, course_id)
);
CREATE INDEX IF NOT EXISTS enrollments_course ON oncemark.enrollments (course_id);

-- A user is new or takes a path; a user is gone.
CREATE OR REPLACE FUNCTION oncemark.user_changed() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        DELETE FROM oncemark.enrollments e WHERE e.user_id = OLD.id;
    ELSIF TG_OP = 'INSERT' OR NEW.path_id IS DISTINCT FROM OLD.path_id THEN
        -- A course that joins the path in another transaction waits, or is waited for and seen.
        PERFORM FROM public.paths p WHERE p.id = NEW.path_id FOR KEY SHARE;
        INSERT INTO oncemark.enrollments
            SELECT NEW.id, c.id FROM public.courses c WHERE c.path_id = NEW.path_id ORDER BY c.id
            ON CONFLICT DO NOTHING;
    END IF;
    RETURN NULL;
END $$;
CREATE OR REPLACE TRIGGER oncemark AFTER INSERT OR UPDATE OR DELETE ON public.users
    FOR EACH ROW EXECUTE FUNCTION oncemark.user_changed();

-- A course is new in a path, and with it enrollments of all who follow the path; a course is gone.
CREATE OR REPLACE FUNCTION oncemark.course_changed() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        DELETE FROM oncemark.enrollments e WHERE e.course_id = OLD.id;
    ELSIF TG_OP = 'INSERT' OR NEW.path_id IS DISTINCT FROM OLD.path_id THEN
        PERFORM FROM public.paths p WHERE p.id = NEW.path_id FOR UPDATE;
        INSERT INTO oncemark.enrollments
            SELECT u.id, NEW.id FROM public.users u WHERE u.path_id = NEW.path_id ORDER BY u.id
            ON CONFLICT DO NOTHING;
    END IF;
    RETURN NULL;
END $$;
CREATE OR REPLACE TRIGGER oncemark AFTER INSERT OR UPDATE OR DELETE ON public.courses
    FOR EACH ROW EXECUTE FUNCTION oncemark.course_changed();

-- A lesson of a course outside of the path is completed.
CREATE OR REPLACE FUNCTION oncemark.lesson_completed() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
BEGIN
    IF NEW.user_id IS NOT NULL AND NEW.course_id IS NOT NULL THEN
        INSERT INTO oncemark.enrollments VALUES (NEW.user_id, NEW.course_id) ON CONFLICT DO NOTHING;
    END IF;
    RETURN NULL;
END $$;
CREATE OR REPLACE TRIGGER oncemark AFTER INSERT OR UPDATE ON public.lesson_completions
    FOR EACH ROW EXECUTE FUNCTION oncemark.lesson_completed();

DELETE FROM oncemark.enrollments e
    WHERE NOT EXISTS (SELECT FROM public.users u WHERE u.id = e.user_id)
       OR NOT EXISTS (SELECT FROM public.courses c WHERE c.id = e.course_id);
INSERT INTO oncemark.enrollments
    SELECT u.id, c.id FROM public.users u JOIN public.courses c ON c.path_id = u.path_id
    UNION
    SELECT l.user_id, l.course_id FROM public.lesson_completions l
        JOIN public.users u ON u.id = l.user_id JOIN public.courses c ON c.id = l.course_id
    ON CONFLICT DO NOTHING;

-- What the connector needs. The role is Debezium's: CREATE ROLE oncemark_debezium LOGIN REPLICATION PASSWORD '…'. With
-- the old columns in the log, a row that stops counting, or changes its key, says what it was.

ALTER TABLE public.courses REPLICA IDENTITY FULL;
ALTER TABLE public.lessons REPLICA IDENTITY FULL;
ALTER TABLE public.lesson_completions REPLICA IDENTITY FULL;
ALTER TABLE oncemark.enrollments REPLICA IDENTITY FULL;

GRANT USAGE ON SCHEMA public, oncemark TO oncemark_debezium;
GRANT SELECT ON public.courses, public.lessons, public.lesson_completions, oncemark.enrollments TO oncemark_debezium;

DO $$
BEGIN
    IF NOT EXISTS (SELECT FROM pg_publication WHERE pubname = 'oncemark_rails') THEN
        CREATE PUBLICATION oncemark_rails
            FOR TABLE public.courses, public.lessons, public.lesson_completions, oncemark.enrollments;
    END IF;
END $$;
