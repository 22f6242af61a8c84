-- Tables for the connector beside Moodle's, in a schema of their own, kept up by triggers: a completed activity names
-- its course only by a join, and a user may be enrolled in a course in several ways at once. remove.sql takes all of it
-- away.
--
-- To be run by the owner of Moodle's tables or a superuser, on PostgreSQL 14 or later, in one transaction: psql -1 -v
-- ON_ERROR_STOP=1 -f oncemark.sql. Writers wait for the few moments that it takes. Running it again changes nothing,
-- but mends what is not as it should be.
--
-- There is no view, no trigger on single columns and no foreign key: any of them would keep an upgrade of Moodle from
-- changing its tables.

CREATE SCHEMA IF NOT EXISTS oncemark;

CREATE TABLE IF NOT EXISTS oncemark.course (
    id        bigint PRIMARY KEY,
    published boolean NOT NULL
);

CREATE TABLE IF NOT EXISTS oncemark.lesson (
    id        bigint PRIMARY KEY,
    course_id bigint NOT NULL,
    required  boolean NOT NULL
);

CREATE TABLE IF NOT EXISTS oncemark.enrollment (
    user_id   bigint,
    course_id bigint,
    active    boolean NOT NULL,
    PRIMARY KEY (user_id, course_id)
);

CREATE TABLE IF NOT EXISTS oncemark.progress (
    id              bigint PRIMARY KEY,
    user_id         bigint NOT NULL,
    course_id       bigint NOT NULL,
    lesson_id       bigint NOT NULL,
    completionstate smallint NOT NULL,
    timemodified    bigint NOT NULL
);
CREATE INDEX IF NOT EXISTS progress_lesson ON oncemark.progress (lesson_id);

-- What the tables are to hold: all of it, or what is about one id. ----------------------------------------------------

-- Every course but the front page. One that Moodle completes by more than activities, or by any one of them, is not
-- published: Oncemark cannot judge it, so it takes its lessons and completes nobody.
CREATE OR REPLACE FUNCTION oncemark.course_now(one bigint DEFAULT NULL)
RETURNS TABLE (id bigint, published boolean) LANGUAGE sql STABLE AS $$
    SELECT c.id,
           c.visible = 1 AND c.enablecompletion = 1
           AND NOT EXISTS (SELECT FROM public.mdl_course_completion_criteria k
                           WHERE k.course = c.id AND k.criteriatype <> 4)
           AND NOT EXISTS (SELECT FROM public.mdl_course_completion_aggr_methd m
                           WHERE m.course = c.id AND m.method <> 1 AND coalesce(m.criteriatype, 4) = 4)
    FROM public.mdl_course c
    WHERE c.category <> 0 AND (one IS NULL OR c.id = one)
$$;

-- Every activity whose completion is tracked; required is what the course's completion criteria name. A hidden one that
-- is required stays so, as in Moodle.
CREATE OR REPLACE FUNCTION oncemark.lesson_now(one bigint DEFAULT NULL)
RETURNS TABLE (id bigint, course_id bigint, required boolean) LANGUAGE sql STABLE AS $$
    SELECT cm.id, cm.course, k.required
    FROM public.mdl_course_modules cm
    CROSS JOIN LATERAL (SELECT EXISTS (SELECT FROM public.mdl_course_completion_criteria c
                                       WHERE c.course = cm.course AND c.criteriatype = 4
                                             AND c.moduleinstance = cm.id) AS required) k
    WHERE (cm.completion > 0 OR k.required) AND cm.deletioninprogress = 0 AND (one IS NULL OR cm.id = one)
$$;

-- Whoever is enrolled in any way; active while one of the ways is.
CREATE OR REPLACE FUNCTION oncemark.enrollment_now(of_user bigint DEFAULT NULL, of_course bigint DEFAULT NULL)
RETURNS TABLE (user_id bigint, course_id bigint, active boolean) LANGUAGE sql STABLE AS $$
    SELECT ue.userid, e.courseid,
           bool_or(ue.status = 0 AND e.status = 0 AND ue.timestart <= extract(epoch FROM now())
                   AND (ue.timeend = 0 OR ue.timeend > extract(epoch FROM now())))
    FROM public.mdl_user_enrolments ue
    JOIN public.mdl_enrol e ON e.id = ue.enrolid
    WHERE (of_user IS NULL OR ue.userid = of_user) AND (of_course IS NULL OR e.courseid = of_course)
    GROUP BY ue.userid, e.courseid
$$;

CREATE OR REPLACE FUNCTION oncemark.progress_now(one bigint DEFAULT NULL)
RETURNS TABLE (id bigint, user_id bigint, course_id bigint, lesson_id bigint, completionstate smallint,
               timemodified bigint)
LANGUAGE sql STABLE AS $$
    SELECT p.id, p.userid, cm.course, p.coursemoduleid, p.completionstate, p.timemodified
    FROM public.mdl_course_modules_completion p
    JOIN public.mdl_course_modules cm ON cm.id = p.coursemoduleid
    WHERE one IS NULL OR p.id = one
$$;

-- Bringing one row up. ------------------------------------------------------------------------------------------------
-- Two transactions may change what one row is made of, and neither sees what the other wrote. So each makes sure of the
-- row and locks it, and looks again: the second sees what the first committed.

CREATE OR REPLACE PROCEDURE oncemark.keep_course(one bigint)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
BEGIN
    LOOP
        INSERT INTO oncemark.course SELECT * FROM oncemark.course_now(one) ON CONFLICT DO NOTHING;
        PERFORM FROM oncemark.course c WHERE c.id = one FOR UPDATE;
        EXIT WHEN FOUND OR NOT EXISTS (SELECT FROM oncemark.course_now(one));
    END LOOP;
    UPDATE oncemark.course c SET published = n.published
        FROM oncemark.course_now(one) n WHERE c.id = one AND c.published <> n.published;
    DELETE FROM oncemark.course c WHERE c.id = one AND NOT EXISTS (SELECT FROM oncemark.course_now(one));
END $$;

CREATE OR REPLACE PROCEDURE oncemark.keep_lesson(one bigint)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
BEGIN
    -- Criteria such as a grade name no activity; and NULL would stand for all of them.
    IF one IS NULL THEN RETURN; END IF;
    LOOP
        INSERT INTO oncemark.lesson SELECT * FROM oncemark.lesson_now(one) ON CONFLICT DO NOTHING;
        PERFORM FROM oncemark.lesson l WHERE l.id = one FOR UPDATE;
        EXIT WHEN FOUND OR NOT EXISTS (SELECT FROM oncemark.lesson_now(one));
    END LOOP;
    UPDATE oncemark.lesson l SET course_id = n.course_id, required = n.required
        FROM oncemark.lesson_now(one) n
        WHERE l.id = one AND (l.course_id, l.required) <> (n.course_id, n.required);
    DELETE FROM oncemark.lesson l WHERE l.id = one AND NOT EXISTS (SELECT FROM oncemark.lesson_now(one));
END $$;

CREATE OR REPLACE PROCEDURE oncemark.keep_enrollment(of_user bigint, of_course bigint)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
BEGIN
    LOOP
        INSERT INTO oncemark.enrollment SELECT * FROM oncemark.enrollment_now(of_user, of_course)
            ON CONFLICT DO NOTHING;
        PERFORM FROM oncemark.enrollment e WHERE e.user_id = of_user AND e.course_id = of_course FOR UPDATE;
        EXIT WHEN FOUND OR NOT EXISTS (SELECT FROM oncemark.enrollment_now(of_user, of_course));
    END LOOP;
    UPDATE oncemark.enrollment e SET active = n.active
        FROM oncemark.enrollment_now(of_user, of_course) n
        WHERE e.user_id = of_user AND e.course_id = of_course AND e.active <> n.active;
    DELETE FROM oncemark.enrollment e WHERE e.user_id = of_user AND e.course_id = of_course
        AND NOT EXISTS (SELECT FROM oncemark.enrollment_now(of_user, of_course));
END $$;

-- Triggers. -----------------------------------------------------------------------------------------------------------

CREATE OR REPLACE FUNCTION oncemark.course_changed() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
BEGIN
    IF TG_OP <> 'INSERT' THEN CALL oncemark.keep_course(OLD.id); END IF;
    IF TG_OP <> 'DELETE' THEN CALL oncemark.keep_course(NEW.id); END IF;
    RETURN NULL;
END $$;
CREATE OR REPLACE TRIGGER oncemark AFTER INSERT OR UPDATE OR DELETE ON public.mdl_course
    FOR EACH ROW EXECUTE FUNCTION oncemark.course_changed();

CREATE OR REPLACE FUNCTION oncemark.method_changed() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
BEGIN
    IF TG_OP <> 'INSERT' THEN CALL oncemark.keep_course(OLD.course); END IF;
    IF TG_OP <> 'DELETE' THEN CALL oncemark.keep_course(NEW.course); END IF;
    RETURN NULL;
END $$;
CREATE OR REPLACE TRIGGER oncemark AFTER INSERT OR UPDATE OR DELETE ON public.mdl_course_completion_aggr_methd
    FOR EACH ROW EXECUTE FUNCTION oncemark.method_changed();

CREATE OR REPLACE FUNCTION oncemark.criterion_changed() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
BEGIN
    IF TG_OP <> 'INSERT' THEN
        CALL oncemark.keep_course(OLD.course);
        CALL oncemark.keep_lesson(OLD.moduleinstance);
    END IF;
    IF TG_OP <> 'DELETE' THEN
        CALL oncemark.keep_course(NEW.course);
        CALL oncemark.keep_lesson(NEW.moduleinstance);
    END IF;
    RETURN NULL;
END $$;
CREATE OR REPLACE TRIGGER oncemark AFTER INSERT OR UPDATE OR DELETE ON public.mdl_course_completion_criteria
    FOR EACH ROW EXECUTE FUNCTION oncemark.criterion_changed();

CREATE OR REPLACE FUNCTION oncemark.activity_changed() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
BEGIN
    IF TG_OP <> 'INSERT' THEN CALL oncemark.keep_lesson(OLD.id); END IF;
    IF TG_OP <> 'DELETE' THEN
        CALL oncemark.keep_lesson(NEW.id);
        UPDATE oncemark.progress p SET course_id = NEW.course WHERE p.lesson_id = NEW.id AND p.course_id <> NEW.course;
    END IF;
    RETURN NULL;
END $$;
CREATE OR REPLACE TRIGGER oncemark AFTER INSERT OR UPDATE OR DELETE ON public.mdl_course_modules
    FOR EACH ROW EXECUTE FUNCTION oncemark.activity_changed();

CREATE OR REPLACE FUNCTION oncemark.enrolment_changed() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
DECLARE
    of_course bigint;
BEGIN
    IF TG_OP <> 'INSERT' THEN
        FOR of_course IN SELECT e.courseid FROM public.mdl_enrol e WHERE e.id = OLD.enrolid LOOP
            CALL oncemark.keep_enrollment(OLD.userid, of_course);
        END LOOP;
    END IF;
    IF TG_OP <> 'DELETE' THEN
        FOR of_course IN SELECT e.courseid FROM public.mdl_enrol e WHERE e.id = NEW.enrolid LOOP
            CALL oncemark.keep_enrollment(NEW.userid, of_course);
        END LOOP;
    END IF;
    RETURN NULL;
END $$;
CREATE OR REPLACE TRIGGER oncemark AFTER INSERT OR UPDATE OR DELETE ON public.mdl_user_enrolments
    FOR EACH ROW EXECUTE FUNCTION oncemark.enrolment_changed();

-- A way of enrolment is switched off or taken away, and with it everybody's who came by it.
CREATE OR REPLACE FUNCTION oncemark.way_changed() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
DECLARE
    of_user bigint;
BEGIN
    FOR of_user IN SELECT ue.userid FROM public.mdl_user_enrolments ue WHERE ue.enrolid = OLD.id ORDER BY 1 LOOP
        CALL oncemark.keep_enrollment(of_user, OLD.courseid);
        IF TG_OP = 'UPDATE' THEN CALL oncemark.keep_enrollment(of_user, NEW.courseid); END IF;
    END LOOP;
    RETURN NULL;
END $$;
CREATE OR REPLACE TRIGGER oncemark AFTER UPDATE OR DELETE ON public.mdl_enrol
    FOR EACH ROW EXECUTE FUNCTION oncemark.way_changed();

CREATE OR REPLACE FUNCTION oncemark.completion_changed() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
BEGIN
    IF TG_OP = 'DELETE' OR TG_OP = 'UPDATE' AND OLD.id <> NEW.id THEN
        DELETE FROM oncemark.progress p WHERE p.id = OLD.id;
    END IF;
    IF TG_OP <> 'DELETE' THEN
        INSERT INTO oncemark.progress AS p SELECT * FROM oncemark.progress_now(NEW.id)
        ON CONFLICT (id) DO UPDATE SET (user_id, course_id, lesson_id, completionstate, timemodified)
            = (excluded.user_id, excluded.course_id, excluded.lesson_id, excluded.completionstate,
               excluded.timemodified)
        WHERE p IS DISTINCT FROM excluded;
    END IF;
    RETURN NULL;
END $$;
CREATE OR REPLACE TRIGGER oncemark AFTER INSERT OR UPDATE OR DELETE ON public.mdl_course_modules_completion
    FOR EACH ROW EXECUTE FUNCTION oncemark.completion_changed();

-- Bringing all up: now, and every few minutes by cron, since an enrolment also begins and ends as time passes. --------

CREATE OR REPLACE PROCEDURE oncemark.keep_all()
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
DECLARE
    wrong record;
BEGIN
    FOR wrong IN SELECT id
                 FROM ((TABLE oncemark.course EXCEPT SELECT * FROM oncemark.course_now())
                       UNION (SELECT * FROM oncemark.course_now() EXCEPT TABLE oncemark.course)) w
                 GROUP BY id ORDER BY id
    LOOP
        CALL oncemark.keep_course(wrong.id);
    END LOOP;
    FOR wrong IN SELECT id
                 FROM ((TABLE oncemark.lesson EXCEPT SELECT * FROM oncemark.lesson_now())
                       UNION (SELECT * FROM oncemark.lesson_now() EXCEPT TABLE oncemark.lesson)) w
                 GROUP BY id ORDER BY id
    LOOP
        CALL oncemark.keep_lesson(wrong.id);
    END LOOP;
    DELETE FROM oncemark.progress p WHERE NOT EXISTS (SELECT FROM oncemark.progress_now(p.id));
    INSERT INTO oncemark.progress AS p SELECT * FROM oncemark.progress_now()
    ON CONFLICT (id) DO UPDATE SET (user_id, course_id, lesson_id, completionstate, timemodified)
        = (excluded.user_id, excluded.course_id, excluded.lesson_id, excluded.completionstate, excluded.timemodified)
    WHERE p IS DISTINCT FROM excluded;
    CALL oncemark.keep_enrollments();
END $$;

CREATE OR REPLACE PROCEDURE oncemark.keep_enrollments()
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
DECLARE
    wrong record;
BEGIN
    FOR wrong IN SELECT user_id, course_id
                 FROM ((TABLE oncemark.enrollment EXCEPT SELECT * FROM oncemark.enrollment_now())
                       UNION (SELECT * FROM oncemark.enrollment_now() EXCEPT TABLE oncemark.enrollment)) w
                 GROUP BY user_id, course_id ORDER BY user_id, course_id
    LOOP
        CALL oncemark.keep_enrollment(wrong.user_id, wrong.course_id);
    END LOOP;
END $$;

CALL oncemark.keep_all();

-- What the connector needs. The role is Debezium's: CREATE ROLE oncemark_debezium LOGIN REPLICATION PASSWORD '…'.
-- ---------

ALTER TABLE oncemark.course REPLICA IDENTITY FULL;
ALTER TABLE oncemark.lesson REPLICA IDENTITY FULL;
ALTER TABLE oncemark.enrollment REPLICA IDENTITY FULL;
ALTER TABLE oncemark.progress REPLICA IDENTITY FULL;

GRANT USAGE ON SCHEMA oncemark TO oncemark_debezium;
GRANT SELECT ON oncemark.course, oncemark.lesson, oncemark.enrollment, oncemark.progress TO oncemark_debezium;

DO $$
BEGIN
    IF NOT EXISTS (SELECT FROM pg_publication WHERE pubname = 'oncemark_moodle') THEN
        CREATE PUBLICATION oncemark_moodle
            FOR TABLE oncemark.course, oncemark.lesson, oncemark.enrollment, oncemark.progress;
    END IF;
END $$;
