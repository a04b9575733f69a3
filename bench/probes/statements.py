"""Statements that the server must refuse, each with the error that shows why."""

DENIED = "42501"
NOT_ALLOWED = "42501 0A000"  # or the server does not even have it

FILES = {
    "COPY to a program": ("COPY (SELECT 1) TO PROGRAM 'touch /tmp/escaped'", DENIED),
    "COPY from a program": ("CREATE TABLE public.c1 (v text); COPY public.c1 FROM PROGRAM 'id'", DENIED),
    "COPY to a file": ("COPY (SELECT 1) TO '/tmp/escaped'", DENIED),
    "COPY from a file": ("CREATE TABLE public.c2 (v text); COPY public.c2 FROM '/etc/passwd'", DENIED),
    "COPY to a program, as dynamic SQL": ("DO $$ BEGIN EXECUTE 'COPY (SELECT 1) TO PROGRAM ''id'''; END $$", DENIED),
    "pg_read_file": ("SELECT pg_read_file('/etc/passwd')", DENIED),
    "pg_read_binary_file": ("SELECT pg_read_binary_file('/etc/passwd')", DENIED),
    "pg_ls_dir": ("SELECT pg_ls_dir('/')", DENIED),
    "pg_stat_file": ("SELECT pg_stat_file('/etc/passwd')", DENIED),
    "lo_import": ("SELECT lo_import('/etc/passwd')", DENIED),
    "lo_export": ("SELECT lo_export(lo_from_bytea(0, 'x'), '/tmp/escaped')", DENIED),
    "a tablespace": ("CREATE TABLESPACE t LOCATION '/tmp'", DENIED),
    "a foreign table over a file": ("CREATE EXTENSION file_fdw", NOT_ALLOWED),
}
RIGHTS = {
    "ALTER SYSTEM with an archive command": ("ALTER SYSTEM SET archive_command = 'touch /tmp/escaped'", DENIED),
    "a library by LOAD": ("LOAD '/tmp/library.so'", DENIED),
    "a function in C": ("CREATE FUNCTION public.c() RETURNS int LANGUAGE c AS 'libc.so.6', 'system'", DENIED),
    "a function of the server's own": (
        "CREATE FUNCTION public.i(text) RETURNS text LANGUAGE internal AS 'pg_read_file_all'", DENIED),
    "an untrusted language": ("CREATE EXTENSION plpython3u", "0A000 42501 58P01"),
    "SET ROLE": ("SET ROLE postgres", DENIED),
    "SET SESSION AUTHORIZATION": ("SET SESSION AUTHORIZATION postgres", DENIED),
    "SET ROLE in a function that runs as its owner": (
        ("CREATE FUNCTION public.d() RETURNS void LANGUAGE plpgsql SECURITY DEFINER AS $$ BEGIN SET ROLE postgres;"
        " END $$; SELECT public.d()"), DENIED),
    "a superuser": ("CREATE ROLE boss SUPERUSER", DENIED),
    "its own role as superuser": (
        "DO $$ BEGIN EXECUTE format('ALTER ROLE %I SUPERUSER', current_user); END $$", DENIED),
    "membership in a role that runs programs": (
        "DO $$ BEGIN EXECUTE format('GRANT pg_execute_server_program TO %I', current_user); END $$", DENIED),
    "an event trigger": (
        ("CREATE FUNCTION public.e() RETURNS event_trigger LANGUAGE plpgsql AS $$ BEGIN END $$;"
        " CREATE EVENT TRIGGER e ON ddl_command_start EXECUTE FUNCTION public.e()"), DENIED),
    "the catalog, written": ("UPDATE pg_catalog.pg_proc SET prosrc = 'x'", DENIED),
    "the passwords": ("SELECT * FROM pg_catalog.pg_authid", DENIED),
    "a function in pg_catalog": ("CREATE FUNCTION pg_catalog.x() RETURNS int LANGUAGE sql AS 'SELECT 1'", DENIED),
    "system catalogs unlocked": ("SET allow_system_table_mods = on", DENIED),
    "a library for all sessions": ("SET session_preload_libraries = '/tmp/library'", DENIED),
    "the log, switched on": ("SET log_min_messages = debug5", DENIED),
    "the limit of temporary files, raised": ("SET temp_file_limit = -1", DENIED),
    "a role of another database": (("DO $$ BEGIN EXECUTE 'SET ROLE ' || (SELECT rolname FROM pg_roles"
        " WHERE rolname LIKE 'trial_%' AND rolname <> current_user LIMIT 1); END $$"), "42501 22004"),
    "the original of a frozen function": ("SELECT specdeck_original_pg_sleep(1)", DENIED),
    "the notifications, emptied": ("DELETE FROM specdeck_trial.notification", DENIED),
    "a trigger on the notifications": (
        ("CREATE FUNCTION public.n() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$;"
        " CREATE TRIGGER n AFTER INSERT ON specdeck_trial.notification EXECUTE FUNCTION public.n()"), DENIED),
}  # fmt: skip
OTHERS = {
    "another server by dblink": ("CREATE EXTENSION dblink", NOT_ALLOWED),
    "another server by postgres_fdw": ("CREATE EXTENSION postgres_fdw", NOT_ALLOWED),
    "another server by a subscription": (
        "CREATE SUBSCRIPTION s CONNECTION 'host=192.0.2.1' PUBLICATION p WITH (connect = false)", DENIED),
    "another database": ("CREATE DATABASE stolen", DENIED),
    "the end of other sessions": ("SELECT pg_terminate_backend(pid) FROM pg_stat_activity", DENIED),
    "the calls of other sessions": ("SELECT pg_cancel_backend(pid) FROM pg_stat_activity", DENIED),
    "the settings, loaded again": ("SELECT pg_reload_conf()", DENIED),
    "the log, rotated": ("SELECT pg_rotate_logfile()", DENIED),
    "a replication slot": ("SELECT pg_create_physical_replication_slot('s')", "42501 55000"),
    "a checkpoint": ("CHECKPOINT", DENIED),
}  # fmt: skip
REFUSED = FILES | RIGHTS | OTHERS
