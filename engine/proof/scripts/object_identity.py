"""What a statement is about, exactly as it is written: `a.b` and `"a.b"` are two tables.

A name without a schema is kept without one. Which schema it is found in depends on the path, on temporary tables and
on what exists, so `t` and `x.t` are different even where `x` is first on the path.
"""

from __future__ import annotations

from collections.abc import Sequence

from pglast import ast
from pglast.enums import ObjectType

from engine.proof.ddl.tree_form import Parsed, Tree, tree_to_tuple
from engine.proof.rules.type_alias import BUILT_IN
from engine.source.node_strings import node_strings

_CATALOG = "pg_catalog"
_MAY_NAME_OUTPUTS = frozenset({ObjectType.OBJECT_PROCEDURE, ObjectType.OBJECT_ROUTINE})


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
    listed: Sequence[Parsed] = named.objfuncargs or () if node.objtype in _MAY_NAME_OUTPUTS else ()
    return (
        node.objtype,
        tuple(node_strings(named.objname)),
        bool(named.args_unspecified),
        tuple(_type_identity(each, search_path) for each in arguments),
        tuple((each.mode, _type_identity(each.argType, search_path)) for each in listed),
    )


def _type_identity(node: Parsed, search_path: Sequence[str]) -> Tree:
    """Return a type without the modifiers that no lookup reads; None for the operand that an operator does not have."""
    if node is None:
        return None
    names = node_strings(node.names)
    if len(names) == 1 and names[0] in BUILT_IN and _CATALOG not in search_path:
        names = [_CATALOG, *names]
    return tuple(names), bool(node.setof), bool(node.pct_type), bool(node.arrayBounds)
