"""Test a sandbox before anything runs in it: what must fail fails, and what must be blocked is blocked."""

from typing import TYPE_CHECKING

from engine.trial.sandbox.sandbox_error import SandboxError

if TYPE_CHECKING:
    from engine.trial.sandbox.sandbox import Sandbox

# The text, and the error that it must end with.
KNOWN_BAD = {
    "a broken function fails": ("DO $$ BEGIN PERFORM no_such_function(); END $$", "42883"),
    "a failed check is seen": ("DO $$ BEGIN ASSERT 1 = 2, 'seen'; END $$", "P0004"),
}
KNOWN_ESCAPES = {
    "a program cannot be started": ("COPY (SELECT 1) TO PROGRAM 'true'", "42501"),
    "a file cannot be read": ("SELECT pg_read_file('/etc/passwd')", "42501"),
    "a role cannot be taken": ("SET SESSION AUTHORIZATION postgres", "42501"),
}


def run_self_test(sandbox: "Sandbox") -> tuple[str, ...]:
    """Return what was tested; refuse a sandbox that lets something through."""
    database = sandbox.create_database()
    with sandbox.connect(database) as connection:
        for name, (text, sqlstate) in (KNOWN_BAD | KNOWN_ESCAPES).items():
            error = connection.run(text).error
            if error is None or error.sqlstate != sqlstate:
                found = "no error" if error is None else f"error {error.sqlstate}"
                raise SandboxError(
                    "self_test",
                    f"The sandbox failed its self-test: {name} gave {found}.",
                    "Do not use it; report this.",
                )
    sandbox.drop_database(database)
    return (*KNOWN_BAD, *KNOWN_ESCAPES)
