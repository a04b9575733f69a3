"""The schema of a database of the sandbox as a file for psql."""

import hashlib
import re
import subprocess

from engine.trial.sandbox.sandbox import Sandbox
from engine.trial.sandbox.sandbox_error import SandboxError
from engine.trial.sandbox.server_programs import server_programs

_SECONDS = 120.0
_OWN_SCHEMA = "specdeck_trial"
_KEY = re.compile(r"^(\\(?:un)?restrict) \S+$", re.MULTILINE)


def dump_schema(sandbox: Sandbox, database: str) -> str:
    """Return what pg_dump writes as the role of the database, without owners, rights and rows."""
    program = server_programs() / "pg_dump"
    if not program.exists():
        raise SandboxError("no_dump", "pg_dump is not installed.", "Install Debian's package `postgresql-client`.")
    command = [
        program, "--schema-only", "--no-owner", "--no-privileges", "-N", _OWN_SCHEMA,
        "-h", str(sandbox.server.sockets), "-U", sandbox.role_of(database), database,
    ]  # fmt: skip
    try:
        run = subprocess.run(command, capture_output=True, text=True, timeout=_SECONDS, check=False)
    except subprocess.TimeoutExpired:
        raise SandboxError("no_dump", f"pg_dump took more than {_SECONDS:g} s.", "Export fewer files.") from None
    if run.returncode:
        raise SandboxError("no_dump", f"pg_dump failed: {run.stderr.strip()[:300]}", "Please report it.")
    return _with_stable_key(run.stdout)


def _with_stable_key(text: str) -> str:
    """Give the same schema the same file: the key that keeps psql from obeying the text follows from the text."""
    key = hashlib.sha256(_KEY.sub(r"\1", text).encode()).hexdigest()[:32]
    return _KEY.sub(rf"\1 {key}", text)
