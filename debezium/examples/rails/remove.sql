-- Takes away all that oncemark.sql made. Stop the connector before, and drop its slot: SELECT
-- pg_drop_replication_slot('oncemark_rails').

DROP PUBLICATION IF EXISTS oncemark_rails;
DROP TRIGGER IF EXISTS oncemark ON public.users;
DROP TRIGGER IF EXISTS oncemark ON public.courses;
DROP TRIGGER IF EXISTS oncemark ON public.lesson_completions;
DROP SCHEMA IF EXISTS oncemark CASCADE;
ALTER TABLE public.courses REPLICA IDENTITY DEFAULT;
ALTER TABLE public.lessons REPLICA IDENTITY DEFAULT;
ALTER TABLE public.lesson_completions REPLICA IDENTITY DEFAULT;
