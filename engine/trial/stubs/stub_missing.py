"""Create stubs for what a routine uses and its database lacks, until the server accepts every statement of it."""

import re
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from engine.trial.routine.body_view import BodyView
from engine.trial.sandbox.sandbox import Sandbox
from engine.trial.sandbox.server_connection import ServerConnection
from engine.trial.sandbox.server_message import ServerMessage
from engine.trial.schema.trial_schema import quoted_name
from engine.trial.stubs.called_routines import called_views, new_names
from engine.trial.stubs.known_relations import known_relations, temporary_tables
from engine.trial.stubs.name_scope import likely_owner
from engine.trial.stubs.probe_routine import probe_errors
from engine.trial.stubs.routine_uses import TRIGGER_TABLE, RoutineUses, routine_uses
from engine.trial.stubs.server_demands import Demand, demand_of, is_undefined
from engine.trial.stubs.stub import Stub
from engine.trial.stubs.stub_writer import (
    column_stub,
    column_type,
    function_stub,
    key_stub,
    retyped_function_stub,
    retyped_stub,
    sequence_stub,
    table_stub,
    trigger_stub,
    type_stub,
)

_NO_COLUMN_TYPES = frozenset({"unknown", "record"})
_ARITHMETIC = frozenset({"+", "-", "*", "/", "%"})
MOST_ROUNDS, SECONDS_AT_MOST = 40, 8.0


@dataclass(frozen=True, slots=True)
class StubbedRoutine:
    """The stubs, and the errors that no stub prevents; without errors every statement can run."""

    stubs: tuple[Stub, ...]
    errors: tuple[ServerMessage, ...] = ()


def stub_missing(
    sandbox: Sandbox, database: str, view: BodyView, trigger_table: str = "", search_path: Sequence[str] = ()
) -> StubbedRoutine:
    """Create what a routine lacks in a database, and the routine itself; return what was invented.

    `trigger_table` is the table of a trigger that calls it, where the project has one: `schema.name`. `search_path` is
    that of its file; where it is empty, that of the server applies.
    """
    with sandbox.connect(database) as connection:
        if search_path:
            connection.run(f"SET search_path = {', '.join(map(quoted_name, search_path))}")
        stubber = _Stubber(sandbox, database, connection, view)
        stubber.prepare(trigger_table)
        errors = stubber.settle()
        stubber.add_trigger()
        return StubbedRoutine(tuple(stubber.stubs), tuple(errors))


@dataclass
class _Stubber:
    sandbox: Sandbox
    database: str
    connection: ServerConnection
    view: BodyView
    stubs: list[Stub] = field(default_factory=list)
    uses: RoutineUses = field(init=False)
    _made: set[str] = field(default_factory=set)
    _types: dict[tuple[str, str], str] = field(default_factory=dict)

    def prepare(self, trigger_table: str) -> None:
        """Infer what the text shows, and create the tables and sequences that are missing."""
        self.uses = routine_uses(self.view, {}, trigger_table)
        known = known_relations(self.connection, self.uses.relations.relations)
        self.uses = routine_uses(self.view, known, trigger_table)
        known |= self._add_called(known)
        for name in self.uses.relations.sequences:
            if not self._exists(name):
                self._create(sequence_stub(name))
        temporary = temporary_tables(self.view)
        for relation in self.uses.relations.relations:
            if relation not in known and relation not in temporary:
                self._table(relation)

    def _add_called(self, known: dict[str, frozenset[str]]) -> dict[str, frozenset[str]]:
        """Add what the called routines of the project use; return the columns of those relations that exist."""
        seen: set[str] = set()  # overloads of the routine itself may call each other
        names = new_names(self.uses.relations, seen)
        while names:
            found = [routine_uses(view, known) for view in called_views(self.connection, names)]
            for each in found:
                self.uses.add(each)
            names = [name for each in found for name in new_names(each.relations, seen)]
        if not self.view.routine.header.is_trigger:
            self.uses.relations.relations.pop(TRIGGER_TABLE, None)
        return known_relations(self.connection, self.uses.relations.relations)

    def settle(self) -> list[ServerMessage]:
        """Create the routine, and what the errors of its statements ask for, until none asks for more."""
        left: list[ServerMessage] = []
        ends_at = time.monotonic() + SECONDS_AT_MOST
        for _ in range(MOST_ROUNDS):
            found = list(probe_errors(self.connection, self.view, self._trigger_table))
            left = [error for error, _ in found if is_undefined(error)]
            met = [self._meet(demand) for error, text in found if (demand := demand_of(error, text))]
            if not any(met) or time.monotonic() > ends_at:
                break
        return left

    def add_trigger(self) -> None:
        """Create a trigger for a trigger function that no trigger calls."""
        if self._trigger_table:
            self._create(trigger_stub(self.view, self._trigger_table))

    @property
    def _trigger_table(self) -> str:
        """The invented table of a trigger function, or the empty text."""
        return next((name for name in self.uses.relations.relations if name == TRIGGER_TABLE), "")

    # --- creating ---------------------------------------------------------------------------------------------------

    def _create(self, stub: Stub) -> bool:
        """Run the statement of a stub; create what it lacks itself, once."""
        if stub.sql in self._made:
            return False
        self._made.add(stub.sql)
        error = self.connection.run(stub.sql).error
        for _ in range(3):
            demand = demand_of(error, stub.sql) if error else None
            if demand is None or demand.kind not in {"schema", "type"} or not self._meet(demand):
                break
            error = self.connection.run(stub.sql).error
        if error is None:
            self.stubs.append(stub)
        return error is None

    def _table(self, relation: str) -> bool:
        use = self.uses.relations.relations[relation]
        types = {column: name for (table, column), name in self._types.items() if table == relation}
        if not self._create(table_stub(self.uses, relation, use, types)):
            return False
        for column in use.columns:
            self._types.setdefault((relation, column), column_type(self.uses, relation, column))
        return True

    def _exists(self, name: str) -> bool:
        literal = ".".join(quoted_name(part) for part in name.split(".", 1)).replace("'", "''")
        result = self.connection.run(f"SELECT pg_catalog.to_regclass('{literal}')").statements[0]
        return bool(result.rows and result.rows[0][0])

    # --- meeting demands --------------------------------------------------------------------------------------------

    def _meet(self, demand: Demand) -> bool:
        """Create what an error asks for; return whether anything changed."""
        method = getattr(self, f"_meet_{demand.kind}", None)
        return method is not None and bool(method(demand))

    def _meet_schema(self, demand: Demand) -> bool:
        [name] = demand.names
        stub = Stub("schema", name, f"CREATE SCHEMA {quoted_name(name)}", "nothing defines it")
        if stub.sql in self._made:
            return False
        self._made.add(stub.sql)
        self.sandbox.create_schema(self.database, name)
        self.stubs.append(stub)
        return True

    def _meet_role(self, demand: Demand) -> bool:
        [name] = demand.names
        if name in self._made:
            return False
        self._made.add(name)
        self.sandbox.create_role(name)
        self.stubs.append(Stub("role", name, f"CREATE ROLE {quoted_name(name)} NOLOGIN", "nothing defines it"))
        return True

    def _meet_setting(self, demand: Demand) -> bool:
        [name] = demand.names
        if "." not in name or name in self._made or not re.fullmatch(r"[\w.]+", name):
            return False
        self._made.add(name)
        self.connection.run(f"SET {name} = ''")
        sql = f"ALTER DATABASE {self.database} SET {name} = ''"
        with self.sandbox.superuser() as server:
            server.execute(sql.encode())
        self.stubs.append(Stub("setting", name, sql, "the routine reads it, and nothing sets it"))
        return True

    def _meet_relation(self, demand: Demand) -> bool:
        name = demand.names[0]
        if re.search(rf"(?:nextval|currval|setval)\s*\(\s*'[^']*{re.escape(name.split('.')[-1])}", self.view.text):
            return self._create(sequence_stub(name))
        if name not in self.uses.relations.relations:
            schema, _, plain = name.rpartition(".")
            self.uses.relations.relation(schema or None, plain)
        return self._table(name)

    def _meet_type(self, demand: Demand) -> bool:
        name = demand.names[0].removesuffix("[]")
        if name in self.uses.relations.relations and not self._exists(name):
            return self._table(name)
        return self._create(type_stub(name))

    def _meet_column_of(self, demand: Demand) -> bool:
        column, relation = demand.names
        return any(self._add(each, column) for each in self._relations(relation))

    def _meet_field(self, demand: Demand) -> bool:
        record, column = demand.names
        relation = self.uses.variables.rows.get(record)
        return self._add(relation, column) if relation else self._add_to_one(demand.text, column)

    def _meet_attribute(self, demand: Demand) -> bool:
        column, written = demand.names
        return self._add(written.replace('"', ""), column)

    def _meet_qualified_column(self, demand: Demand) -> bool:
        qualifier, column = (each.strip('"') for each in demand.names)
        found = re.search(
            rf'([\w$"]+(?:\.[\w$"]+)?)\s+(?:AS\s+)?"?{re.escape(qualifier)}"?(?![\w.])', demand.text, re.IGNORECASE
        )
        names = [qualifier, *([found.group(1).replace('"', "")] if found else [])]
        return any(self._add(each, column) for name in names for each in self._relations(name))

    def _meet_column(self, demand: Demand) -> bool:
        return self._add_to_one(demand.text, demand.names[0])

    def _add_to_one(self, text: str, column: str) -> bool:
        """Add a column to the most likely relation of a statement."""
        named = list(self._named_in(text))
        likely = [likely_owner(named, column)] if named else []
        return any(self._add(relation, column) for relation in (*likely, *named))

    def _named_in(self, text: str) -> Iterator[str]:
        """Return the relations whose name a statement holds; stubs first."""
        invented = {each.name for each in self.stubs if each.kind == "table"}
        words = set(re.findall(r"[\w$]+", text))
        named = [each for each in self.uses.relations.relations if each.split(".")[-1] in words]
        yield from sorted(named, key=lambda name: name not in invented)

    def _relations(self, written: str) -> list[str]:
        plain = written.rpartition(".")[2]
        return [
            each for each in self.uses.relations.relations if each in {written, plain} or each.endswith(f".{plain}")
        ]

    def _add(self, relation: str, column: str) -> bool:
        type_name = column_type(self.uses, relation, column)
        if not self._create(column_stub(relation, column, type_name)):
            return False
        self._types[relation, column] = type_name
        return True

    def _meet_function(self, demand: Demand) -> bool:
        name, arguments = demand.names
        returns = self.uses.groups.type_of(("function", name.split(".")[-1].strip('"'))) or "text"
        if re.search(rf"\b(?:FROM|JOIN)\s+(?:LATERAL\s+)?{re.escape(name)}\s*\(", self.view.text, re.IGNORECASE):
            returns = f"SETOF {returns}"
        return self._create(function_stub(name, arguments, returns, "function"))

    def _meet_procedure(self, demand: Demand) -> bool:
        name, arguments = demand.names
        return self._create(function_stub(name, arguments, "", "procedure"))

    def _meet_key(self, demand: Demand) -> bool:
        for relation in self._named_in(demand.text):
            for key in self.uses.relations.relations[relation].keys:
                if self._create(key_stub(relation, key)):
                    return True
        return False

    def _meet_assigned(self, demand: Demand) -> bool:
        column, _, needed = demand.names
        return any(self._retype(each, column, needed, demand) for each in self._named_in(demand.text))

    def _meet_operator(self, demand: Demand) -> bool:
        left, operator, right = demand.names
        if operator in _ARITHMETIC:  # a text is never right
            number = next((each for each in (left, right) if each not in {"text", "unknown"}), "numeric")
            return self._retype_one(demand, {"text": number})
        return self._retype_one(demand, {left: right, right: left})

    def _meet_matched(self, demand: Demand) -> bool:
        left, right = demand.names
        return self._retype_one(demand, {left: right, right: left})

    def _meet_literal(self, demand: Demand) -> bool:
        return self._retype_one(demand, {demand.names[0].strip('"'): "text"})

    def _meet_boolean(self, demand: Demand) -> bool:
        return self._retype_one(demand, {demand.names[0]: "boolean"})

    def _retype_one(self, demand: Demand, wanted: dict[str, str]) -> bool:
        """Change the type of the first invented column of a statement that has one of some types."""
        words = set(re.findall(r"[\w$]+", demand.text))
        for (relation, column), current in list(self._types.items()):
            needed = wanted.get(current)
            if needed and column in words and self._retype(relation, column, needed, demand):
                return True
        return self._retype_function(words, wanted.get("text"), demand)

    def _retype_function(self, words: set[str], needed: str | None, demand: Demand) -> bool:
        """Change the result of an invented function that a statement calls, where text was a guess."""
        if needed is None or needed in _NO_COLUMN_TYPES:
            return False
        for stub in self.stubs:
            name, _, arguments = stub.name.partition("(")
            if stub.kind == "function" and name.split(".")[-1] in words and " RETURNS text " in stub.sql:
                return self._create(retyped_function_stub(name, arguments.removesuffix(")"), needed, demand.message))
        return False

    def _retype(self, relation: str, column: str, needed: str, demand: Demand) -> bool:
        if (relation, column) not in self._types or needed in _NO_COLUMN_TYPES:
            return False
        done = self._create(retyped_stub(relation, column, needed, demand.message))
        if done:
            self._types[relation, column] = needed
        return done
