"""What one run could leave for the next: each must be gone."""

from engine.trial.case import TrialCase
from engine.trial.observe.observer import observing
from engine.trial.observe.variant import RoutineVariant, TrialSubject
from engine.trial.sandbox.sandbox import Sandbox
from engine.trial.schema.load_schema import load_schema
from engine.trial.schema.read_schema import read_schema

# What the first run does, and an expression that the second run returns: false, or 0, where nothing is left.
LEFTOVERS = {
    "an advisory lock": ("PERFORM pg_advisory_lock(7)", "(SELECT count(*) FROM pg_locks WHERE locktype = 'advisory')"),
    "an advisory lock, shared": (
        "PERFORM pg_advisory_lock_shared(7)", "(SELECT count(*) FROM pg_locks WHERE locktype = 'advisory')"),
    "a setting by set_config": (
        "PERFORM set_config('app.v', 'left', false)", "coalesce(current_setting('app.v', true), '') = 'left'"),
    "a setting by SET": ("SET work_mem = '7MB'", "current_setting('work_mem') = '7MB'"),
    "a search path": (
        "PERFORM set_config('search_path', 'pg_temp', false)", "current_setting('search_path') = 'pg_temp'"),
    "LISTEN": ("EXECUTE 'LISTEN left_over'", "(SELECT count(*) FROM pg_listening_channels())"),
    "a prepared statement": (
        "EXECUTE 'PREPARE left_over AS SELECT 1'", "(SELECT count(*) FROM pg_prepared_statements)"),
    "a temporary table": (
        "CREATE TEMP TABLE left_over AS SELECT 1", "(SELECT count(*) FROM pg_class WHERE relname = 'left_over')"),
    "a table": (
        "CREATE TABLE public.left_over AS SELECT 1", "(SELECT count(*) FROM pg_class WHERE relname = 'left_over')"),
    "a cursor that is held": (
        "EXECUTE 'DECLARE left_over CURSOR WITH HOLD FOR SELECT 1'",
        "(SELECT count(*) FROM pg_cursors WHERE name = 'left_over')"),
    "rows": ("INSERT INTO public.kept VALUES (1)", "(SELECT count(*) FROM public.kept)"),
    "the value of a sequence": (
        "PERFORM nextval('public.counter')", "(SELECT last_value <> 1 OR is_called FROM public.counter)"),
    "the seed": ("PERFORM setseed(0.9)", "(SELECT random() = s FROM (SELECT setseed(0.9), random() s) x)"),
    "a notification": (
        "PERFORM pg_notify('left', 'over')", "(SELECT count(*) FROM specdeck_trial.notification)"),
    "a large object": ("PERFORM lo_create(4711)", "(SELECT count(*) FROM pg_largeobject_metadata)"),
}  # fmt: skip
_DDL = ("CREATE TABLE public.kept (v int)", "CREATE SEQUENCE public.counter")
NOTHING = {('{"result": "false"}',), ('{"result": "0"}',)}


def leftovers(sandbox: Sandbox) -> dict[str, str]:
    """Return what a second run found of the first."""
    texts = [_function(number, *each) for number, each in enumerate(LEFTOVERS.values())]
    loaded = load_schema(sandbox, (*_DDL, *texts))
    with sandbox.connect(loaded.database) as connection:
        schema = read_schema(connection)
    tables = tuple(each.qualified for each in schema.tables)
    problems = {
        name: _left(sandbox, loaded.database, TrialSubject(routine, tables))
        for name, routine in zip(LEFTOVERS, schema.routines, strict=True)
    }
    sandbox.drop_database(loaded.database)
    return {name: problem for name, problem in problems.items() if problem}


def _function(number: int, deed: str, question: str) -> str:
    return (
        f"CREATE FUNCTION public.f{number}(first boolean) RETURNS text LANGUAGE plpgsql AS $$ BEGIN"
        f" IF first THEN {deed}; RETURN 'done'; END IF; RETURN ({question})::text; END $$"
    )


def _left(sandbox: Sandbox, database: str, subject: TrialSubject) -> str:
    with observing(sandbox, database, subject) as observer:
        done, left = (observer.observe(RoutineVariant("f"), TrialCase(arguments=(each,))) for each in ("true", "false"))
    if done.rows == ('{"result": "done"}',) and left.rows in NOTHING:
        return ""
    return f"{done.error or done.rows}; {left.error or left.rows}"
