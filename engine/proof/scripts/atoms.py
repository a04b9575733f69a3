"""Statements taken apart into what the server does one after the other.

A constraint of CREATE TABLE is an ALTER TABLE … ADD right after it, an ALTER TABLE of several commands is one for each,
and the owner of a new sequence is set by the next statement. So a constraint may be with its table in one script and
after it in the other, and is still the same atom.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from pglast import ast
from pglast.enums import AlterTableType, ConstrType

from engine.proof.ddl.statement_form import normalize_statements
from engine.proof.ddl.table_form import table_constraints, table_head
from engine.proof.ddl.tree_form import Parsed, Tree, tree_to_tuple
from engine.proof.scripts.effects import Effects, Names
from engine.proof.scripts.mentioned_names import names_in_tree
from engine.proof.scripts.statement_effects import alteration_effects, effects_of
from engine.proof.scripts.template_marks import template_marks
from engine.source.unit import Unit
from engine.source.unit_names import Namer

ROUTINE = "routine"
_SEPARATE = frozenset({
    ConstrType.CONSTR_PRIMARY, ConstrType.CONSTR_UNIQUE, ConstrType.CONSTR_EXCLUSION, ConstrType.CONSTR_CHECK,
    ConstrType.CONSTR_FOREIGN,
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Atom:
    """One thing that a script does: its normal form, its effects, the number of its statement and its position in it.

    `constraint` is the node of a constraint, whose order among those of its table decides generated names.
    """

    key: Tree
    effects: Effects
    statement: int
    position: int = 0
    constraint: Parsed = None


@dataclass(frozen=True, slots=True)
class _Part:
    key: Tree
    effects: Effects
    constraint: Parsed = None


def atoms_of(units: Sequence[Unit], files: Sequence[str]) -> Iterator[Atom]:
    """Yield the atoms of a script in order."""
    for number, (unit, file) in enumerate(zip(units, files, strict=True)):
        marks = frozenset((name, *written) for name, written in template_marks(unit).items())
        for position, part in enumerate(_parts(unit)):
            effects = replace(part.effects, file=file)
            yield Atom((part.key, unit.search_path, marks), effects, number, position, part.constraint)


def _parts(unit: Unit) -> Iterator[_Part]:
    node: Parsed = unit.node
    namer = Namer(unit.search_path)
    if unit.is_routine or isinstance(node, ast.DoStmt):
        yield _Part((ROUTINE, unit.kind, unit.name), effects_of(node))
    elif isinstance(node, ast.CreateStmt) and not node.if_not_exists:
        yield from _table(node, namer)
    elif isinstance(node, ast.AlterTableStmt):
        yield from (_alteration(node, command, namer) for command in node.cmds or ())
    elif isinstance(node, ast.CreateSeqStmt) and not node.if_not_exists:
        yield from _sequence(node, namer)
    elif isinstance(node, ast.AlterSeqStmt) and not node.missing_ok:
        yield from _sequence_options(node, namer)
    elif isinstance(node, ast.CommentStmt):
        yield _Part(("comment", node.objtype, namer.name(node), node.comment), effects_of(node))
    else:
        yield _Part(normalize_statements([ast.RawStmt(stmt=node)])[0].tree, effects_of(node))


def _table(node: Parsed, namer: Namer) -> Iterator[_Part]:
    """The table without its constraints, then each constraint as if it were added to it."""
    found = [pair for element in node.tableElts or () for pair in table_constraints(element)]
    yield _Part(table_head(node), replace(effects_of(node), uses=_names_without(node, found)))
    for constraint, tree in found:
        command = ast.AlterTableCmd(subtype=AlterTableType.AT_AddConstraint, def_=constraint)
        yield _Part(_constraint_key(node, tree, namer), alteration_effects(node, command), constraint)


def _names_without(node: Parsed, found: Sequence[tuple[Parsed, Tree]]) -> Names:
    """The names of a table outside of the constraints that are atoms of their own."""
    apart = {id(constraint) for constraint, _ in found}
    names = names_in_tree(tuple(getattr(node, name) for name in node if name != "tableElts"))
    for element in node.tableElts or ():
        if isinstance(element, ast.ColumnDef):
            names |= names_in_tree((element.typeName, element.collClause))
            names |= names_in_tree(tuple(each for each in element.constraints or () if id(each) not in apart))
        elif id(element) not in apart:
            names |= names_in_tree(element)
    return names


def _constraint_key(node: Parsed, tree: Tree, namer: Namer) -> Tree:
    return "constraint", namer.relation(node.relation), tree


def _alteration(node: Parsed, command: Parsed, namer: Namer) -> _Part:
    effects = alteration_effects(node, command)
    added = command.def_
    if command.subtype == AlterTableType.AT_AddConstraint and added.contype in _SEPARATE and not node.missing_ok:
        ((constraint, tree),) = table_constraints(added)
        return _Part(_constraint_key(node, tree, namer), effects, constraint)
    relation = namer.relation(node.relation)
    return _Part(("alter", node.objtype, relation, bool(node.missing_ok), tree_to_tuple(command)), effects)


def _sequence(node: Parsed, namer: Namer) -> Iterator[_Part]:
    """A sequence without its owner, then the owner."""
    owners = [option for option in node.options or () if option.defname == "owned_by"]
    rest = tuple(option for option in node.options or () if option.defname != "owned_by")
    bare = ast.CreateSeqStmt(sequence=node.sequence, options=rest, for_identity=node.for_identity)
    yield _Part(normalize_statements([ast.RawStmt(stmt=bare)])[0].tree, effects_of(bare))
    for owner in owners:
        yield _owner(node, owner, namer)


def _sequence_options(node: Parsed, namer: Namer) -> Iterator[_Part]:
    if [option.defname for option in node.options or ()] == ["owned_by"]:
        yield _owner(node, node.options[0], namer)
    else:
        yield _Part(tree_to_tuple(node), effects_of(node))


def _owner(node: Parsed, owner: Parsed, namer: Namer) -> _Part:
    changing = ast.AlterSeqStmt(sequence=node.sequence, options=(owner,))
    return _Part(("owned", namer.relation(node.sequence), tree_to_tuple(owner)), effects_of(changing))
