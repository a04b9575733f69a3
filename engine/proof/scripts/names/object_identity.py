"""What a statement is about, exactly as it is written: `a.b` and `"a.b"` are two tables.

A name without a schema is kept without one. Which schema it is found in depends on the path, on temporary tables and
on what exists, so `t` and `x.t` are different even where `x` is first on the path.
"""

from __future__ import annotations

from collections.abc import Sequence

from pglast import ast
from pglast.enums import FunctionParameterMode, ObjectType

from engine.proof.ddl.tree_form import Parsed, Tree, tree_to_tuple
from engine.proof.rules.type_alias import BUILT_IN
from engine.source.node_strings import node_strings

_CATALOG = "pg_catalog"
_TEMPORARY = "t"
_RELATIONS: dict[type, str] = {ast.ViewStmt: "view", ast.CreateStmt: "relation", ast.CreateSeqStmt: "sequence"}
_OUTPUTS = frozenset({FunctionParameterMode.FUNC_PARAM_OUT, FunctionParameterMode.FUNC_PARAM_TABLE})
_MAY_NAME__OUTPUTS = frozenset({ObjectType.OBJECT_PROCEDURE, ObjectType.OBJECT_ROUTINE})


def relation_identity(node: ast.RangeVar | None) -> Tree:
    """Return the parts of a relation's name, and whether it is said to be temporary."""
    if node is None:
        return ()
    return node.catalogname, node.schemaname, node.relname, node.relpersistence


def commented_object(node: Parsed, search_path: Sequence[str]) -> Tree:
    """Return what a COMMENT is about; of a routine only what the server looks it up by."""
    named = node.object
    if not isinstance(named, ast.ObjectWithArgs):
        return node.objtype, tree_to_tuple(named)
    arguments: Sequence[Parsed] = named.objargs or ()
    listed: Sequence[Parsed] = named.objfuncargs or () if node.objtype in _MAY_NAME__OUTPUTS else ()
    return (
        node.objtype,
        tuple(node_strings(named.objname)),
        bool(named.args_unspecified),
        tuple(_type_identity(each, search_path) for each in arguments),
        tuple((each.mode, _type_identity(each.argType, search_path)) for each in listed),
    )


def defined_object(node: Parsed, search_path: Sequence[str]) -> Tree:
    """Return what a CREATE or a DROP of one object is about, so that a DROP is about the same as its CREATE."""
    kind = type(node)
    if kind is ast.DropStmt:
        return _dropped(node.objects[0], node.removeType, search_path)
    if kind is ast.CreateFunctionStmt:
        return tuple(node_strings(node.funcname)), _passed(node.parameters, bool(node.is_procedure), search_path)
    relation: Parsed = getattr(node, _RELATIONS[kind])
    if relation.relpersistence == _TEMPORARY:
        return _TEMPORARY, relation.relname
    return tuple(part for part in (relation.catalogname, relation.schemaname, relation.relname) if part)


def _dropped(named: Parsed, kind: ObjectType | None, search_path: Sequence[str]) -> Tree:
    if not isinstance(named, ast.ObjectWithArgs):
        return tuple(node_strings(named))
    if named.args_unspecified:
        return (tuple(node_strings(named.objname)),)
    return tuple(node_strings(named.objname)), _passed(
        named.objfuncargs, kind == ObjectType.OBJECT_PROCEDURE, search_path
    )


def _passed(parameters: Parsed, is_procedure: bool, search_path: Sequence[str]) -> Tree:  # noqa: FBT001
    """Return the types that tell overloads apart: those that are passed, and for a procedure which are outputs."""
    return tuple(
        (each.mode in _OUTPUTS, _type_identity(each.argType, search_path))
        for each in parameters or ()
        if is_procedure or each.mode not in _OUTPUTS
    )


def _type_identity(node: Parsed, search_path: Sequence[str]) -> Tree:
    """Return a type without the modifiers that no lookup reads; None for the operand that an operator does not have."""
    if node is None:
        return None
    names = node_strings(node.names)
    if len(names) == 1 and names[0] in BUILT_IN and _CATALOG not in search_path:
        names = [_CATALOG, *names]
    return tuple(names), bool(node.setof), bool(node.pct_type), bool(node.arrayBounds)
