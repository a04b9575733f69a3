"""A parse tree as plain values, without positions in the text."""

from __future__ import annotations

from typing import Any, TypeAlias

from pglast import ast
from pglast.enums import AlterTableType, ConstrType

Parsed: TypeAlias = Any
"""A node of the parse tree: pglast declares every attribute optional, though the grammar requires most."""

Tree: TypeAlias = Any
"""Nested tuples of names and values; equal exactly if the trees are."""

PLACES = ("location", "stmt_len", "list_start", "list_end")
SILENT = (None, False, "\x00", ())
INDEXED = (ConstrType.CONSTR_PRIMARY, ConstrType.CONSTR_UNIQUE, ConstrType.CONSTR_EXCLUSION)


def tree_to_tuple(value: Parsed) -> Tree:
    """Return a node, a list of nodes or a scalar as plain values."""
    if isinstance(value, ast.Node):
        return _node(value)
    if isinstance(value, (tuple, list)):
        return tuple(tree_to_tuple(item) for item in value)
    return value


def _node(node: ast.Node) -> Tree:
    found = {name: getattr(node, name) for name in node}
    said = {name: tree_to_tuple(value) for name, value in found.items() if not _is_silent(name, value)}
    held = _relation_options(node)
    if held in said:
        said[held] = tuple(relation_option(option) for option in found[held])
    return (type(node).__name__, *said.items())


def _is_silent(name: str, value: Parsed) -> bool:
    """Whether the value is absent or a position in the text; the path of a tablespace is called location too."""
    return value in SILENT or (name.endswith(PLACES) and isinstance(value, int))


def _relation_options(node: ast.Node) -> str:
    """Return the attribute that holds the WITH (…) options of a table, an index or a view."""
    match node:
        case ast.Constraint() if node.contype in INDEXED:
            return "options"
        case ast.AlterTableCmd() if node.subtype == AlterTableType.AT_SetRelOptions:
            return "def_"
        case ast.CreateStmt() | ast.IndexStmt() | ast.ViewStmt() | ast.IntoClause():
            return "options"
        case _:
            return ""


def relation_option(option: Parsed) -> Tree:
    """Return an option of WITH (…): without a value it is true. Elsewhere, as in `PASSWORD NULL`, it is not."""
    value = tree_to_tuple(option.arg)
    action = str(option.defaction)
    return ("DefElem", option.defnamespace, option.defname, TRUE if value is None else value, action)


TRUE = ("String", ("sval", "true"))
