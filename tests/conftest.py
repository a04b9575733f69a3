"""Parts that several rooms' tests share: a real PostgreSQL of our own."""

from __future__ import annotations

import contextlib
import itertools
import os
import pwd
import shutil
import subprocess
import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import psycopg
import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

pytest_plugins = [
    f"tests.plugins.{name}"
    for name in ("surroundings", "time_limits", "leftovers", "daemon", "pty", "snapshot", "query_plans")
]

SERVER_OPTIONS = (
    "-h '' -k {folder} -F -c shared_buffers=32MB -c max_connections=20 -c synchronous_commit=off"
    " -c full_page_writes=off -c autovacuum=off -c jit=off -c max_wal_senders=0 -c wal_level=minimal"
    " -c timezone=UTC -c lc_messages=C"
)
INITDB_OPTIONS = ("-A", "trust", "-U", "postgres", "-E", "utf8", "--no-sync", "--locale=C.UTF-8")


@dataclass
class Cluster:
    """A PostgreSQL server that only these tests use, on a unix socket in its own folder."""

    folder: Path
    programs: Path
    _numbers: Iterator[int] = field(default_factory=itertools.count)

    @property
    def version(self) -> int:
        with self.connect("postgres") as connection:
            return connection.info.server_version // 10000

    def create_database(self, template: str = "template0") -> str:
        name = f"scratch_{next(self._numbers)}"
        with self.connect("postgres") as connection:
            connection.execute(f"CREATE DATABASE {name} TEMPLATE {template}")
        return name

    def connect(self, database: str) -> psycopg.Connection:
        return psycopg.connect(f"host={self.folder} user=postgres dbname={database}", autocommit=True)

    def psql(self, database: str, script: Path | str) -> list[str]:
        """Run a file (or a text) as psql would and return the lines that tell of an error."""
        source = ["-f", str(script)] if isinstance(script, Path) else ["-f", "-"]
        command = [self.programs / "psql", "-X", "-q", "-h", self.folder, "-U", "postgres", "-d", database, *source]
        text = None if isinstance(script, Path) else script
        run = subprocess.run(command, input=text, capture_output=True, text=True, timeout=120, check=False)
        return [line for line in run.stderr.splitlines() if "ERROR:" in line or "FATAL:" in line]


def _programs() -> Path:
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    if found:
        return found[-1].parent
    initdb = shutil.which("initdb")
    if initdb is None:
        pytest.fail("PostgreSQL is not installed: these tests need initdb, pg_ctl and psql", pytrace=False)
    return Path(initdb).parent


def _server_user() -> dict[str, object]:
    """PostgreSQL refuses to run as root, so root lends it another user."""
    if os.geteuid() != 0:
        return {}
    names = {entry.pw_name for entry in pwd.getpwall()}
    entry = pwd.getpwnam("postgres" if "postgres" in names else "nobody")
    return {"user": entry.pw_uid, "group": entry.pw_gid, "extra_groups": []}


@pytest.fixture(scope="session")
def postgres() -> Iterator[Cluster]:
    """One server a test process; every test makes its own databases in it."""
    programs, owner = _programs(), _server_user()
    with tempfile.TemporaryDirectory(prefix="specdeck-pg-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        if owner:
            os.chown(folder, owner["user"], owner["group"])

        def control(*command: str | Path) -> None:
            subprocess.run(command, cwd="/", check=True, stdout=subprocess.DEVNULL, timeout=60, **owner)

        data = folder / "data"
        control(programs / "initdb", "-D", data, *INITDB_OPTIONS)
        options = SERVER_OPTIONS.format(folder=folder)
        control(programs / "pg_ctl", "-w", "-D", data, "-l", folder / "log", "-o", options, "start")
        try:
            yield Cluster(folder, programs)
        finally:
            with contextlib.suppress(subprocess.CalledProcessError):
                control(programs / "pg_ctl", "-m", "immediate", "-D", data, "stop")
