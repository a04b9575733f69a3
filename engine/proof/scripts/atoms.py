"""Statements taken apart into what the server does one after the other.

A constraint of CREATE TABLE is an ALTER TABLE … ADD right after it, an ALTER TABLE of several commands is one for each
where that means the same, and the owner of a new sequence is set by the next statement. So a constraint may be with its
table in one script and after it in the other, and is still the same atom. ONLY says nothing where a table has no heirs:
the script makes it, and nothing else in the script may give it any. A table with two keys over the same columns is not
taken apart, since the server makes one index of both.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from pglast import ast
from pglast.enums import AlterTableType, ConstrType

from engine.proof.ddl.statement_form import normalize_statements
from engine.proof.ddl.table_form import table_constraints, table_head
from engine.proof.ddl.tree_form import Parsed, Tree, tree_to_tuple
from engine.proof.scripts.alteration_passes import is_divisible
from engine.proof.scripts.childless_tables import childless_tables
from engine.proof.scripts.effects import OWNED_BY, Effects, Names
from engine.proof.scripts.names.generated_names import generated_constraint_name
from engine.proof.scripts.names.mentioned_names import names_in_tree
from engine.proof.scripts.names.object_identity import commented_object, relation_identity
from engine.proof.scripts.script_statements import ScriptStatements
from engine.proof.scripts.statement_effects import alteration_effects, effects_of
from engine.proof.scripts.template_marks import template_marks
from engine.source.unit import Unit
from engine.source.unit_names import Namer

ROUTINE = "routine"
_SEPARATE = frozenset({
    ConstrType.CONSTR_PRIMARY, ConstrType.CONSTR_UNIQUE, ConstrType.CONSTR_EXCLUSION, ConstrType.CONSTR_CHECK,
    ConstrType.CONSTR_FOREIGN,
})  # fmt: skip
_KEYS = frozenset({ConstrType.CONSTR_PRIMARY, ConstrType.CONSTR_UNIQUE})


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


def atoms_of(script: ScriptStatements) -> Iterator[Atom]:
    """Yield the atoms of a script in order."""
    childless = childless_tables(script.units)
    for number, (unit, file, doubt) in enumerate(zip(script.units, script.files, script.doubts, strict=True)):
        marks = frozenset((name, *written) for name, written in template_marks(unit).items())
        for position, part in enumerate(_parts(unit, childless)):
            path = frozenset(("", schema) for schema in unit.search_path)
            effects = replace(part.effects, file=file, uses=part.effects.uses | path)
            yield Atom((part.key, (unit.search_path, doubt), marks), effects, number, position, part.constraint)


def _parts(unit: Unit, childless: frozenset[str]) -> Iterator[_Part]:
    node: Parsed = unit.node
    if unit.is_routine or isinstance(node, ast.DoStmt):
        yield _Part((ROUTINE, unit.kind, unit.name), effects_of(node))
    elif isinstance(node, ast.CreateStmt) and not node.if_not_exists and not _has_key_twice(node):
        yield from _table(node)
    elif isinstance(node, ast.AlterTableStmt) and is_divisible(node):
        relation: Parsed = node.relation
        is_only = not relation.inh and Namer(unit.search_path).relation(relation) not in childless
        yield from (_alteration(node, command, is_only=is_only) for command in node.cmds or ())
    elif isinstance(node, ast.CreateSeqStmt) and not node.if_not_exists:
        yield from _sequence(node)
    elif isinstance(node, ast.AlterSeqStmt) and not node.missing_ok:
        yield from _sequence_options(node)
    elif isinstance(node, ast.CommentStmt):
        yield _Part(("comment", commented_object(node, unit.search_path), node.comment), effects_of(node))
    else:
        yield _Part(normalize_statements([ast.RawStmt(stmt=node)])[0].tree, effects_of(node))


def _has_key_twice(node: Parsed) -> bool:
    """Whether two keys of a new table have the same columns, so that they share an index."""
    found = [pair for element in node.tableElts or () for pair in table_constraints(element)]
    keys = [dict(tree[0])["keys"] for constraint, tree in found if constraint.contype in _KEYS]
    return len(set(keys)) < len(keys)


def _table(node: Parsed) -> Iterator[_Part]:
    """The table without its constraints, then each constraint as if it were added to it."""
    found = [pair for element in node.tableElts or () for pair in table_constraints(element)]
    yield _Part(table_head(node), replace(effects_of(node), uses=_names_without(node, found)))
    for constraint, tree in found:
        command = ast.AlterTableCmd(subtype=AlterTableType.AT_AddConstraint, def_=constraint)
        yield _constraint_part(node, command, tree)


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


def _constraint_part(node: Parsed, command: Parsed, tree: Tree) -> _Part:
    """A constraint, which also makes the name that the server gives it."""
    constraint, effects = command.def_, alteration_effects(node, command)
    if not constraint.conname:
        said = dict(tree[0])
        columns = [dict(each[1:])["sval"] for each in said.get("fk_attrs") or said.get("keys") or ()]
        named = generated_constraint_name(node.relation.relname, constraint, columns)
        effects = replace(effects, makes=effects.makes | {("", named)})
    return _Part(("constraint", relation_identity(node.relation), tree), effects, constraint)


def _alteration(node: Parsed, command: Parsed, *, is_only: bool) -> _Part:
    added = command.def_
    is_addition = command.subtype == AlterTableType.AT_AddConstraint and added.contype in _SEPARATE
    if is_addition and not node.missing_ok and not is_only:
        ((_, tree),) = table_constraints(added)
        return _constraint_part(node, command, tree)
    relation = relation_identity(node.relation)
    return _Part(
        ("alter", node.objtype, relation, is_only, bool(node.missing_ok), tree_to_tuple(command)),
        alteration_effects(node, command),
    )


def _sequence(node: Parsed) -> Iterator[_Part]:
    """A sequence without its owner, then the owner."""
    owners = [option for option in node.options or () if option.defname == "owned_by"]
    rest = tuple(option for option in node.options or () if option.defname != "owned_by")
    bare = ast.CreateSeqStmt(sequence=node.sequence, options=rest, for_identity=node.for_identity)
    yield _Part(normalize_statements([ast.RawStmt(stmt=bare)])[0].tree, effects_of(bare))
    for owner in owners:
        yield _owner(node, owner)


def _sequence_options(node: Parsed) -> Iterator[_Part]:
    if [option.defname for option in node.options or ()] == ["owned_by"]:
        yield _owner(node, node.options[0])
    else:
        yield _Part(tree_to_tuple(node), effects_of(node))


def _owner(node: Parsed, owner: Parsed) -> _Part:
    changing = ast.AlterSeqStmt(sequence=node.sequence, options=(owner,))
    effects = replace(effects_of(changing), aspect=OWNED_BY)
    return _Part(("owned", relation_identity(node.sequence), tree_to_tuple(owner)), effects)
