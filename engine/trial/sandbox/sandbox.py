"""A scratch PostgreSQL server: databases and roles of its own, removed when the caller is done or dies."""

import re
import secrets
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any

from engine.trial.sandbox.frozen_functions import extension_statements, freezing_statements
from engine.trial.sandbox.sandbox_error import SandboxError
from engine.trial.sandbox.sandbox_limits import SandboxLimits
from engine.trial.sandbox.self_test import run_self_test
from engine.trial.sandbox.server_connection import ServerConnection
from engine.trial.sandbox.server_process import ServerProcess, running_server
from engine.trial.sandbox.server_programs import require_support, server_programs
from engine.trial.sandbox.watchdog import Watchdog

if TYPE_CHECKING:
    import psycopg

ALLOWED_EXTENSIONS = frozenset({
    "btree_gin", "btree_gist", "citext", "cube", "earthdistance", "fuzzystrmatch", "hstore", "intarray", "isn", "ltree",
    "pg_trgm", "pgcrypto", "plpgsql", "seg", "tablefunc", "unaccent", "uuid-ossp",
})  # fmt: skip
_ROLE = """
CREATE ROLE {role} LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS NOINHERIT;
REVOKE ALL ON DATABASE {database} FROM PUBLIC;
GRANT CONNECT, TEMPORARY ON DATABASE {database} TO {role};
"""
_COPIES_FILES_SINCE = 150000  # the version that has a choice
SECONDS_TO_RECOVER, SECONDS_BETWEEN_TRIES = 10.0, 0.05
_NAME = re.compile(r"[a-z_][a-z0-9_]{0,50}")


@dataclass(frozen=True, slots=True)
class SandboxEvidence:
    """What a verdict names: the server, and how its processes were confined."""

    server_version: str
    throw_away_user: bool
    namespaces: tuple[str, ...]
    self_test: tuple[str, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """Return the evidence as plain values."""
        return asdict(self)


@dataclass
class Sandbox:
    """A running server. Untrusted code runs in connections from `connect` only, never as the superuser."""

    server: ServerProcess
    limits: SandboxLimits
    watchdog: Watchdog
    evidence: SandboxEvidence
    _roles: dict[str, str] = field(default_factory=dict)

    def create_database(self, name: str = "", template: str = "") -> str:
        """Create a database with a role of its own, or a copy of another with the same role; return its name."""
        name = _checked_name(name or f"trial_{secrets.token_hex(6)}")
        with self.superuser() as server:
            strategy = ("", " STRATEGY file_copy")[server.info.server_version >= _COPIES_FILES_SINCE]
            source = _checked_name(template or "template1")
            server.execute(f"CREATE DATABASE {name} TEMPLATE {source}{strategy}".encode())
            self._roles[name] = self._roles.get(template) or self._create_owner(server, name)
        return name

    def _create_owner(self, server: "psycopg.Connection[Any]", database: str) -> str:
        role = f"{database}_role"
        server.execute(_ROLE.format(role=role, database=database).encode())
        with self.superuser(database) as inside:
            inside.execute(f"ALTER SCHEMA public OWNER TO {role}".encode())
        return role

    def drop_database(self, name: str) -> None:
        """Drop a database and end the connections to it."""
        with self.superuser() as server:
            server.execute(f"DROP DATABASE IF EXISTS {_checked_name(name)} WITH (FORCE)".encode())

    def role_of(self, database: str) -> str:
        """Return the role that owns the objects of a database."""
        return self._roles[database]

    def connect(self, database: str, call_seconds: float | None = None) -> ServerConnection:
        """Connect to a database as its role, which is not a superuser; bound the time of each message."""
        seconds = call_seconds or self.limits.call_seconds
        timeout = f"-c statement_timeout={int(seconds * 1000)} -c client_min_messages=notice"
        ends_at = time.monotonic() + SECONDS_TO_RECOVER
        while True:
            opened = self._open(self._roles[database], database, timeout)
            opened.prepare_threshold = None
            connection = ServerConnection(opened, self._deadline(seconds))
            if not connection.is_lost:
                return connection
            if time.monotonic() > ends_at:  # a server that is about to recover ends new connections too
                raise _lost(ConnectionError("it ends every connection"))

    def _deadline(self, usual: float) -> Callable[[int, float | None], AbstractContextManager[None]]:
        """Return what bounds a message; the server itself has the first chance to end it."""
        grace = self.limits.grace_seconds
        return lambda backend, seconds: self.watchdog.deadline(backend, (seconds or usual) + grace)

    @contextmanager
    def superuser(self, database: str = "postgres") -> "Iterator[psycopg.Connection[Any]]":
        """Connect as the superuser, for statements of ours only: no object that untrusted code defined is used."""
        with _reporting_loss(), self._open("postgres", database, "-c search_path=pg_catalog") as connection:
            yield connection

    def create_extension(self, database: str, name: str, schema: str = "public") -> None:
        """Create an extension of the allow-list, and freeze its functions; refuse every other one."""
        if name not in ALLOWED_EXTENSIONS:
            raise SandboxError("extension", f"The extension {name} is not allowed in a sandbox.", "Trials use stubs.")
        try:
            with self.superuser(database) as server:
                server.execute(f'CREATE EXTENSION IF NOT EXISTS "{name}" SCHEMA {_checked_name(schema)}'.encode())
                server.execute(extension_statements(name, schema).encode() or b"SELECT")
        except SandboxError as error:
            sentence = f"The extension {name} was not created: {error.sentence.partition(': ')[2]}"
            raise SandboxError("extension", sentence, "Install it with the server, if the routine needs it.") from None

    def create_schema(self, database: str, name: str) -> None:
        """Create a schema that the role of the database owns."""
        quoted = '"' + name.replace('"', '""') + '"'
        if name.startswith("pg_") or name in {"information_schema", "specdeck_trial"}:
            return
        with self.superuser(database) as server:
            server.execute(f"CREATE SCHEMA IF NOT EXISTS {quoted} AUTHORIZATION {self._roles[database]}".encode())

    def create_role(self, name: str) -> None:
        """Create a role without any right, for a GRANT that names it."""
        import psycopg
        from psycopg import sql

        with self.superuser() as server:
            try:
                server.execute(sql.SQL("CREATE ROLE {} NOLOGIN").format(sql.Identifier(name)))
            except psycopg.Error:
                return  # it exists, or its name is reserved

    def _open(self, role: str, database: str, options: str) -> "psycopg.Connection[Any]":
        """Connect; wait while the server recovers, as it does after one of its processes was killed."""
        import psycopg

        ends_at = time.monotonic() + SECONDS_TO_RECOVER
        while True:
            try:
                return psycopg.connect(
                    host=str(self.server.sockets), port=5432, user=role, dbname=database, options=options,
                    autocommit=True, connect_timeout=10, application_name="specdeck", client_encoding="UTF8",
                )  # fmt: skip
            except psycopg.OperationalError as error:
                if self.server.has_ended or time.monotonic() > ends_at:
                    raise _lost(error) from None
                time.sleep(SECONDS_BETWEEN_TRIES)


def _lost(error: Exception) -> SandboxError:
    reason = str(error).strip().partition("\n")[0]
    return SandboxError("server_lost", f"The scratch server does not answer: {reason}", "Run the trial again.")


@contextmanager
def _reporting_loss() -> Iterator[None]:
    """Turn an error of a statement of ours into one of the sandbox: the server is gone, or its disk is full."""
    import psycopg

    try:
        yield
    except psycopg.Error as error:
        raise _lost(error) from None


def _checked_name(name: str) -> str:
    """Return a name that needs no quotes; ours never do."""
    if not _NAME.fullmatch(name):
        raise SandboxError("name", f"{name!r} is not a name for a database.", "Use letters, digits and underscores.")
    return name


@contextmanager
def running_sandbox(limits: SandboxLimits | None = None) -> Iterator[Sandbox]:
    """Start a server of our own, test that its limits hold, and remove it when the caller is done."""
    limits = limits or SandboxLimits()
    require_support()
    with running_server(server_programs(), limits) as server:
        watchdog = Watchdog(server.signal_backend, limits.grace_seconds)
        try:
            evidence = SandboxEvidence("", server.throw_away_user, server.namespaces)
            sandbox = Sandbox(server, limits, watchdog, evidence)
            with sandbox.superuser("template1") as template:
                template.execute(freezing_statements(template.info.server_version).encode())
                version = template.execute("SHOW server_version").fetchone()
            passed = run_self_test(sandbox)
            sandbox.evidence = SandboxEvidence(
                str(version and version[0]), server.throw_away_user, server.namespaces, passed
            )
            yield sandbox
        finally:
            watchdog.stop()
