"""A PostgreSQL server in a folder of its own, reached over a unix socket."""

import contextlib
import os
import pwd
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import psycopg

SERVER_OPTIONS = (
    "-h '' -k {folder} -F -c shared_buffers=64MB -c max_connections=30 -c synchronous_commit=off"
    " -c full_page_writes=off -c autovacuum=off -c jit=off -c max_wal_senders=0 -c wal_level=minimal"
    " -c timezone=UTC -c lc_messages=C"
)
INITDB_OPTIONS = ("-A", "trust", "-U", "postgres", "-E", "utf8", "--no-sync", "--locale=C.UTF-8")
SECONDS_TO_LOAD = 60
_TABLES = ("pg_class", "pg_proc", "pg_namespace", "pg_type", "pg_extension", "pg_cast", "pg_default_acl")


@dataclass(frozen=True)
class Cluster:
    """A running server."""

    folder: Path
    programs: Path

    def connect(self, database: str = "postgres") -> psycopg.Connection:
        return psycopg.connect(f"host={self.folder} user=postgres dbname={database}", autocommit=True)

    def load(self, database: str, script: str, folder: Path) -> str | None:
        """Run a script as psql would, in its folder; return the first error, or None."""
        command = [self.programs / "psql", "-X", "-q", "-v", "ON_ERROR_STOP=1", "-h", self.folder, "-U", "postgres"]
        try:
            run = subprocess.run(
                [*command, "-d", database, "-f", "-"],
                input=script, capture_output=True, text=True, timeout=SECONDS_TO_LOAD, check=False, cwd=folder,
            )  # fmt: skip
        except subprocess.TimeoutExpired:
            return f"not loaded within {SECONDS_TO_LOAD} s"
        lines = [line for line in run.stderr.splitlines() if "ERROR:" in line or "FATAL:" in line]
        if lines:
            return lines[0].partition("ERROR:")[2].strip() or lines[0]
        return run.stderr.strip() or "psql failed" if run.returncode else None

    @contextlib.contextmanager
    def database(self, name: str) -> Iterator[str]:
        """A database without objects; what the caller leaves in it is gone the next time, roles included."""
        with self.connect() as server:
            before = _roles(server)
            if not server.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone():
                server.execute(f"CREATE DATABASE {name} TEMPLATE template0")
            yield name
            made = _roles(server) - before
            if made or not self._is_empty(name):
                server.execute(f"DROP DATABASE {name} WITH (FORCE)")
            for role in made:
                server.execute(f'DROP ROLE "{role}"')

    def _is_empty(self, name: str) -> bool:
        """Whether a script that failed at once left nothing, so that the database can be used again."""
        with self.connect(name) as database:
            return not any(
                database.execute(f"SELECT 1 FROM {table} WHERE oid >= 16384").fetchone() for table in _TABLES
            )


def _roles(server: psycopg.Connection) -> set[str]:
    return {name for (name,) in server.execute("SELECT rolname FROM pg_roles")}


@contextlib.contextmanager
def running_cluster(settings: str = "-c statement_timeout=30s") -> Iterator[Cluster]:
    """Start a server for as long as the caller needs it, with some settings of the caller's."""
    programs = _programs()
    owner = _server_user()
    with tempfile.TemporaryDirectory(prefix="specdeck-bench-pg-", dir=_memory(), ignore_cleanup_errors=True) as name:
        folder, data = Path(name), Path(name) / "data"
        if owner:
            os.chown(folder, owner["user"], owner["group"])

        def control(*command: str | Path) -> None:
            subprocess.run(command, cwd="/", check=True, stdout=subprocess.DEVNULL, timeout=60, **owner)

        control(programs / "initdb", "-D", data, *INITDB_OPTIONS)
        options = f"{SERVER_OPTIONS.format(folder=folder)} {settings}"
        control(programs / "pg_ctl", "-w", "-D", data, "-l", folder / "log", "-o", options, "start")
        try:
            yield Cluster(folder, programs)
        finally:
            with contextlib.suppress(subprocess.CalledProcessError):
                control(programs / "pg_ctl", "-m", "immediate", "-D", data, "stop")


def _memory() -> str | None:
    """A folder in memory, if the system has one: a bench makes thousands of databases."""
    folder = Path("/dev/shm")
    if not folder.is_dir():
        return None
    return str(folder)


def _programs() -> Path:
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    if not found:
        raise SystemExit("error: PostgreSQL is not installed.\nhint: Install Debian's `postgresql` package.")
    return found[-1].parent


def _server_user() -> dict[str, int]:
    """Another user for the server where we are root, as which PostgreSQL refuses to run."""
    if os.geteuid() != 0:
        return {}
    names = {entry.pw_name for entry in pwd.getpwall()}
    entry = pwd.getpwnam("postgres" if "postgres" in names else "nobody")
    return {"user": entry.pw_uid, "group": entry.pw_gid}
