-- Takes away all that oncemark.sql made. Stop the connector before, and drop its slot: SELECT
-- pg_drop_replication_slot('oncemark_moodle').

DROP PUBLICATION IF EXISTS oncemark_moodle;
DROP TRIGGER IF EXISTS oncemark ON public.mdl_course;
DROP TRIGGER IF EXISTS oncemark ON public.mdl_course_modules;
DROP TRIGGER IF EXISTS oncemark ON public.mdl_course_completion_criteria;
DROP TRIGGER IF EXISTS oncemark ON public.mdl_course_completion_aggr_methd;
DROP TRIGGER IF EXISTS oncemark ON public.mdl_course_modules_completion;
DROP TRIGGER IF EXISTS oncemark ON public.mdl_user_enrolments;
DROP TRIGGER IF EXISTS oncemark ON public.mdl_enrol;
DROP SCHEMA IF EXISTS oncemark CASCADE;
