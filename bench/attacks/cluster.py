"""A PostgreSQL server of our own: on a unix socket, as an unprivileged user, thrown away afterwards."""

import contextlib
import os
import pwd
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import psycopg

PROGRAMS = Path("/usr/lib/postgresql")
OPTIONS = (
    "-h '' -k {folder} -F -c shared_buffers=64MB -c synchronous_commit=off -c full_page_writes=off -c autovacuum=off"
    " -c jit=off -c timezone=UTC -c lc_messages=C -c log_min_messages=panic"
)
INITDB = ("-A", "trust", "-U", "postgres", "-E", "utf8", "--no-sync", "--locale=C.UTF-8")


@contextlib.contextmanager
def scratch_cluster() -> Iterator[Path]:
    """Start a server and yield the folder of its socket."""
    programs = max(PROGRAMS.glob("*/bin"), key=lambda path: int(path.parts[-2]))
    owner = _unprivileged_user()
    with tempfile.TemporaryDirectory(prefix="attack-pg-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        if owner:
            os.chown(folder, owner["user"], owner["group"])

        def run(*command: str | Path) -> None:
            subprocess.run(command, cwd="/", check=True, stdout=subprocess.DEVNULL, timeout=60, **owner)

        data = folder / "data"
        run(programs / "initdb", "-D", data, *INITDB)
        run(programs / "pg_ctl", "-w", "-D", data, "-l", folder / "log", "-o", OPTIONS.format(folder=folder), "start")
        try:
            yield folder
        finally:
            with contextlib.suppress(subprocess.CalledProcessError):
                run(programs / "pg_ctl", "-m", "immediate", "-D", data, "stop")


def create_database(folder: Path, name: str, script: str) -> psycopg.Connection:
    """Create a database, load a script into it and return a connection to it."""
    with psycopg.connect(f"host={folder} user=postgres dbname=postgres", autocommit=True) as admin:
        admin.execute(f"CREATE DATABASE {name} TEMPLATE template0")
    connection = psycopg.connect(f"host={folder} user=postgres dbname={name}", autocommit=True)
    connection.prepare_threshold = None  # a plan that is kept fails once a call returns other columns
    connection.execute(script)
    return connection


def _unprivileged_user() -> dict[str, int]:
    """PostgreSQL refuses to run as root."""
    if os.geteuid() != 0:
        return {}
    names = {entry.pw_name for entry in pwd.getpwall()}
    entry = pwd.getpwnam("postgres" if "postgres" in names else "nobody")
    return {"user": entry.pw_uid, "group": entry.pw_gid}
