"""Parts that several rooms' tests share: a real PostgreSQL of our own."""

from __future__ import annotations

import itertools
import subprocess
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import psycopg
import pytest

from bench.scratch.cluster import running_cluster

if TYPE_CHECKING:
    from collections.abc import Iterator

pytest_plugins = [
    f"tests.plugins.{name}"
    for name in ("surroundings", "time_limits", "leftovers", "daemon", "pty", "snapshot", "query_plans")
]


@dataclass
class DatabaseServer:
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


@pytest.fixture(scope="session")
def postgres() -> Iterator[DatabaseServer]:
    """One server a test process; every test makes its own databases in it."""
    with running_cluster() as cluster:
        yield DatabaseServer(cluster.folder, cluster.programs)
