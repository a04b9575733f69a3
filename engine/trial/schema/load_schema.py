"""Run the DDL of a project in a scratch database, and list what failed."""

import re
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from engine.trial.sandbox.sandbox import Sandbox
from engine.trial.sandbox.sandbox_error import SandboxError
from engine.trial.sandbox.server_connection import ServerConnection
from engine.trial.sandbox.server_message import ServerMessage
from engine.trial.schema.schema_statement import SchemaStatement
from engine.trial.schema.trial_schema import quoted_name

PASSES = 6
SECONDS_PER_STATEMENT, SECONDS_TO_LOAD = 5.0, 60.0
# What a later statement may still create: a relation, a function, a type or role, a schema, a column.
MISSING = frozenset({"42P01", "42883", "42704", "3F000", "42703"})
_ROLE = re.compile(r'role "(.+)" does not exist')
_SCHEMA = re.compile(r'schema "(.+)" does not exist')


@dataclass(frozen=True, slots=True)
class LoadFailure:
    """A statement that the scratch server refused, and why."""

    sentence: str
    statement: str
    path: str
    line: int
    sqlstate: str = ""


@dataclass(frozen=True, slots=True)
class LoadedSchema:
    """A database with what could be loaded. `invented_schemas` are used by the project, but created nowhere in it."""

    database: str
    loaded: int
    failures: tuple[LoadFailure, ...] = ()
    invented_schemas: tuple[str, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """Return the counts and the first failures as plain values, for evidence."""
        first = [f"{each.path}:{each.line}: {each.sentence}" for each in self.failures[:20]]
        return {"loaded": self.loaded, "failed": len(self.failures), "first_failures": first}


def load_schema(
    sandbox: Sandbox, statements: Sequence[SchemaStatement | str], seconds: float = SECONDS_TO_LOAD
) -> LoadedSchema:
    """Run statements in order; run those again that lacked something once the others are loaded."""
    database = sandbox.create_database()
    given = [SchemaStatement(each) if isinstance(each, str) else each for each in statements]
    loader = _Loader(sandbox, database, time.monotonic() + seconds)
    loader.create_privileged(given)
    try:
        loader.load([each for each in given if not each.schema and not each.extension])
    finally:
        loader.close()
    return LoadedSchema(database, loader.loaded, tuple(loader.failures), tuple(loader.invented_schemas))


@dataclass
class _Pending:
    statement: SchemaStatement
    search_path: str
    error: ServerMessage | None = None


@dataclass
class _Loader:
    """One database while it is loaded."""

    sandbox: Sandbox
    database: str
    ends_at: float
    loaded: int = 0
    failures: list[LoadFailure] = field(default_factory=list)
    invented_schemas: list[str] = field(default_factory=list)
    _search_path: str = ""
    _connection: ServerConnection | None = None

    def create_privileged(self, statements: Iterable[SchemaStatement]) -> None:
        """Create schemas and extensions first: only the superuser may, and it trusts an empty database only."""
        for each in statements:
            if each.schema:
                self.sandbox.create_schema(self.database, each.schema)
                self.loaded += 1
            if each.extension:
                self._create_extension(each)

    def _create_extension(self, statement: SchemaStatement) -> None:
        try:
            self.sandbox.create_extension(self.database, statement.extension)
            self.loaded += 1
        except SandboxError as error:
            self._fail(statement, ServerMessage("ERROR", "0A000", error.sentence))

    def load(self, statements: Iterable[SchemaStatement]) -> None:
        """Run the statements, then the failed ones again for as long as one more of them succeeds."""
        pending = [_Pending(each, "") for each in statements]
        for _ in range(PASSES):
            left = [each for each in pending if not self._run(each)]
            retried = [each for each in left if each.error and each.error.sqlstate in MISSING]
            for each in left:
                if each not in retried:
                    self._fail(each.statement, each.error)
            if not retried or len(retried) == len(pending):
                pending = retried
                break
            pending = retried
        for each in pending:
            self._fail(each.statement, each.error)

    def _connected(self) -> ServerConnection:
        """Return the connection, a new one where a statement has ended it."""
        if self._connection is None or self._connection.is_lost:
            self._connection = self.sandbox.connect(self.database, SECONDS_PER_STATEMENT)
            self._connection.run("SET check_function_bodies = off")
            self._connection.run(f"SET search_path = {self._search_path or 'public'}")
        return self._connection

    def close(self) -> None:
        """Close the connection."""
        if self._connection is not None:
            self._connection.close()

    def _run(self, pending: _Pending) -> bool:
        """Run a statement under the search path that it had the first time."""
        connection = self._connected()
        if time.monotonic() > self.ends_at:
            pending.error = ServerMessage("ERROR", "57014", "the time to load the schema is over")
            return False
        if pending.search_path:
            connection.run(f"SET search_path = {pending.search_path}")
        else:
            shown = connection.run("SHOW search_path").statements[0]
            pending.search_path = self._search_path = str(shown.rows[0][0] or "''") if shown.rows else "''"
        pending.error = connection.run(pending.statement.text).error
        if pending.error and self._create_named(pending.error):
            pending.error = connection.run(pending.statement.text).error
        self.loaded += pending.error is None
        return pending.error is None

    def _create_named(self, error: ServerMessage) -> bool:
        """Create the role or the schema that an error names."""
        if role := _ROLE.search(error.message):
            self.sandbox.create_role(role.group(1))
            return True
        if schema := _SCHEMA.search(error.message):
            self.sandbox.create_schema(self.database, schema.group(1))
            self.invented_schemas.append(quoted_name(schema.group(1)))
            return True
        return False

    def _fail(self, statement: SchemaStatement, error: ServerMessage | None) -> None:
        reason = error or ServerMessage("ERROR", "", "unknown")
        self.failures.append(
            LoadFailure(reason.message, statement.text, statement.path, statement.line, reason.sqlstate)
        )
