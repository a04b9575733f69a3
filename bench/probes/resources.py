"""Code that would use up the machine: it must end in time, with an error, and leave the server usable or removed."""

import time
from collections.abc import Callable

from engine.trial.sandbox.sandbox import Sandbox, running_sandbox
from engine.trial.sandbox.sandbox_error import SandboxError
from engine.trial.sandbox.sandbox_limits import SandboxLimits

LIMITS = SandboxLimits(call_seconds=1.0, grace_seconds=0.3, memory_mb=512, file_mb=32, temporary_mb=32, data_mb=256)
SECONDS_AT_MOST = 6.0

ENDLESS = {
    "an endless loop": "DO $$ BEGIN LOOP END LOOP; END $$",
    "an endless query": "SELECT count(*) FROM generate_series(1, 1e12::bigint) a, generate_series(1, 1e12::bigint) b",
    "a swallowed cancellation": (
        "DO $$ BEGIN LOOP BEGIN LOOP PERFORM 1; END LOOP;"
        " EXCEPTION WHEN query_canceled THEN NULL; END; END LOOP; END $$"
    ),
    "a timeout that is switched off": (
        "SET statement_timeout = 0; DO $$ BEGIN LOOP BEGIN LOOP PERFORM 1; END LOOP;"
        " EXCEPTION WHEN query_canceled THEN PERFORM set_config('statement_timeout', '0', false); END; END LOOP; END $$"
    ),
    "deep recursion": (
        "CREATE FUNCTION public.deep(n int) RETURNS int LANGUAGE plpgsql AS $$ BEGIN RETURN public.deep(n + 1); END $$;"
        " SELECT public.deep(1)"
    ),
    "temporary files": "SELECT count(*) FROM (SELECT g FROM generate_series(1, 200000000) g ORDER BY -g) s",
    "one large table": "CREATE TABLE public.large AS SELECT repeat('x', 1000) v FROM generate_series(1, 10000000)",
    "many large tables": (
        "DO $$ BEGIN FOR i IN 1..1000 LOOP EXECUTE format('CREATE TABLE public.large%s AS"
        " SELECT repeat(md5(g::text), 30) v FROM generate_series(1, 20000) g', i); END LOOP; END $$"
    ),
    "memory": ("DO $$ DECLARE v text := 'x'; a text[] := '{}'; BEGIN LOOP v := v || v; a := a || v; END LOOP; END $$"),
    "a long regular expression": (
        "SELECT count(*) FROM generate_series(1, 1000) g WHERE repeat('ab', 9000 + g) ~ '((a|b)*\\1)*c'"
    ),
    "a huge number": "SELECT 9.99999999::numeric ^ 99999 ^ 99",
    "many notices": "DO $$ BEGIN LOOP RAISE NOTICE 'x'; END LOOP; END $$",
    "a wait for a lock": (
        "SELECT pg_advisory_lock(1); CREATE TABLE public.waits (id int PRIMARY KEY);"
        " DO $$ BEGIN LOOP PERFORM pg_sleep(1); END LOOP; END $$"
    ),
    "large objects": "DO $$ BEGIN LOOP PERFORM lo_from_bytea(0, repeat('x', 1000000)::bytea); END LOOP; END $$",
}


def resource_escapes() -> dict[str, str]:
    """Return the probes that ran too long, succeeded, or took the server with them unasked."""
    found = {}
    for name, text in ENDLESS.items():
        with running_sandbox(LIMITS) as sandbox:
            if problem := _problem(sandbox, text):
                found[name] = problem
    return found


def _problem(sandbox: Sandbox, text: str) -> str:
    database = sandbox.create_database()
    connection = sandbox.connect(database)
    started = time.monotonic()
    message = connection.run(text)
    seconds = time.monotonic() - started
    if message.error is None:
        return "it ended without an error"
    if seconds > SECONDS_AT_MOST:
        return f"it ran for {seconds:.1f} s"
    return _after(sandbox, database)


def _after(sandbox: Sandbox, database: str) -> str:
    """The server answers afterwards, or it was removed because of the size of its data."""
    try:
        with sandbox.connect(database) as connection:
            return "" if connection.run("SELECT 1").error is None else "the server is broken"
    except SandboxError:
        return "" if sandbox.server.process.wait(10) == 0 else "the keeper failed"


PROBES: dict[str, Callable[[], dict[str, str]]] = {"resources": resource_escapes}
