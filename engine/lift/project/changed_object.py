"""Find the object of a project that a COMMENT, an ALTER or a DROP is about."""

from __future__ import annotations

from collections.abc import Container

from pglast import ast
from pglast.enums import ObjectType

from engine.lift.objects.fold_statement import PARTS, WHOLE, changed_trigger_state
from engine.lift.objects.parsed_node import Parsed
from engine.source.unit import Unit
from engine.source.unit_names import Namer

Places = Container[tuple[str, str]]
"""The lists and names of the objects of a project."""

NOTHING = ("", "")
ON_TABLE = frozenset({ObjectType.OBJECT_TRIGGER, ObjectType.OBJECT_POLICY, ObjectType.OBJECT_RULE})


def can_be_folded(node: Parsed) -> bool:
    """Return whether a statement may become part of its object's definition."""
    if isinstance(node, ast.CommentStmt):
        return node.comment is not None
    return isinstance(node, (ast.AlterSeqStmt, ast.AlterTableStmt))


def changed_object(unit: Unit, places: Places) -> tuple[str, str]:
    """Return the list and the name of the object; empty if a statement is about none, or about several."""
    node: Parsed = unit.node
    match node:
        case ast.AlterSeqStmt():
            return "sequences", unit.name
        case ast.AlterTableStmt():
            return _altered(node, unit.name)
        case ast.CommentStmt():
            return _described(node, unit.name, places)
        case ast.DropStmt():
            return _dropped(node, unit.name)
        case ast.AlterOwnerStmt() | ast.RenameStmt() | ast.AlterObjectSchemaStmt():
            return _renamed(node, Namer(unit.search_path))
        case _:
            return NOTHING


def _dropped(node: Parsed, name: str) -> tuple[str, str]:
    if len(node.objects) != 1:
        return NOTHING
    return _whole(node.removeType, name)


def _altered(node: Parsed, name: str) -> tuple[str, str]:
    trigger = changed_trigger_state(node)
    if trigger:
        return "triggers", f"{name}.{trigger}"
    return _whole(node.objtype, name)


def _described(node: Parsed, name: str, places: Places) -> tuple[str, str]:
    if node.objtype not in PARTS:
        return _whole(node.objtype, name)
    relation = name.rpartition(".")[0]
    return ("table" if ("table", relation) in places else "types"), relation


def _renamed(node: Parsed, namer: Namer) -> tuple[str, str]:
    """Return the object whose name, owner or schema changes; of a column or a trigger, its table."""
    kind = getattr(node, "renameType", None) or node.objectType
    if node.relation is None:
        return _whole(kind, namer.named(kind, node.object))
    relation = namer.relation(node.relation)
    if kind in PARTS or kind in ON_TABLE:
        return _whole(ObjectType.OBJECT_TABLE, relation)
    return _whole(kind, relation)


def _whole(kind: int, name: str) -> tuple[str, str]:
    if kind in ON_TABLE and "." not in name:
        return NOTHING
    return WHOLE.get(ObjectType(kind), ""), name
