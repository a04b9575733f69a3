"""The tables of a script of which no other table inherits, so that ONLY says nothing about them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pglast import ast
from pglast.enums import AlterTableType

from engine.proof.ddl.tree_form import Parsed
from engine.proof.scripts.effects import Effects, StatementRole
from engine.proof.scripts.statement_effects import effects_of
from engine.source.unit import Unit
from engine.source.unit_names import Namer

_MAKES_HEIR = frozenset({AlterTableType.AT_AddInherit, AlterTableType.AT_AttachPartition})


def childless_tables(units: Iterable[Unit]) -> frozenset[str]:
    """Return the names of the tables that a script makes and that nothing in it may make a parent."""
    made: set[str] = set()
    parents: set[str] = set()
    for unit in units:
        node: Parsed = unit.node
        if isinstance(node, ast.CreateStmt) and not node.if_not_exists:
            made.add(Namer(unit.search_path).relation(node.relation))
        parents.update(_parents(node, effects_of(node)))
    return frozenset(name for name in made if name.rpartition(".")[2] not in parents)


def _parents(node: Parsed, effects: Effects) -> Iterator[str]:
    """Yield the last names of the tables that a statement may give an heir."""
    if isinstance(node, ast.CreateStmt):
        yield from (parent.relname for parent in node.inhRelations or ())
    elif isinstance(node, ast.AlterTableStmt):
        if any(command.subtype in _MAKES_HEIR for command in node.cmds or ()):
            yield from (last for _, last in effects.names)
    elif effects.role is StatementRole.BARRIER:
        yield from (last for _, last in effects.names)
