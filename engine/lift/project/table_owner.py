"""Find the table of the project that a unit belongs to."""

from __future__ import annotations

from collections.abc import Container, Iterable
from dataclasses import dataclass

from pglast import ast

from engine.lift.lift_result import LiftResult
from engine.lift.objects.parsed_node import Parsed
from engine.lift.routines.main_relation import owning_relation
from engine.source.node_strings import node_strings
from engine.source.unit import Unit
from engine.source.unit_names import Namer


@dataclass(frozen=True, slots=True)
class KnownTables:
    """The project's tables, looked up by their names as a routine spells them."""

    tables: Container[str]
    namer: Namer

    def resolved(self, name: str) -> str:
        return self.namer.qualified(part.strip('"') for part in name.split("."))

    def __contains__(self, name: object) -> bool:
        return isinstance(name, str) and self.resolved(name) in self.tables


class TableOwners:
    """Finds a unit's table: the one of an index or a trigger, or the one that a routine serves."""

    def __init__(self, units: Iterable[Unit], tables: Container[str]) -> None:
        self._tables = tables
        self._triggered: dict[str, set[str]] = {}
        for unit in units:
            if isinstance(unit.node, ast.CreateTrigStmt):
                namer = Namer(unit.search_path)
                function = f"{namer.qualified(node_strings(unit.node.funcname))}()"
                self._triggered.setdefault(function, set()).add(namer.relation(unit.node.relation))

    def table_of(self, unit: Unit, lifted: LiftResult) -> str | None:
        """Return the identity of the table, if there is one."""
        namer = Namer(unit.search_path)
        node: Parsed = unit.node
        if unit.is_routine:
            return self._served(unit, lifted, KnownTables(self._tables, namer))
        if isinstance(node, (ast.IndexStmt, ast.CreateTrigStmt, ast.RuleStmt)):
            return namer.relation(node.relation)
        if not isinstance(node, ast.CreatePolicyStmt):
            return None
        return namer.relation(node.table)

    def _served(self, unit: Unit, lifted: LiftResult, known: KnownTables) -> str | None:
        """Return the only table of a trigger function's triggers, or the one that the body mostly writes or reads."""
        tables = self._triggered.get(unit.name, set())
        if tables:
            if len(tables) != 1:
                return None
            return next(iter(tables))
        found = owning_relation(lifted.relations, known)
        if not found:
            return None
        return known.resolved(found)
