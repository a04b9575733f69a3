"""A parse tree as plain values, without the places in the text."""

from __future__ import annotations

from typing import Any, TypeAlias

from pglast import ast

Parsed: TypeAlias = Any
"""A node of the parse tree: pglast declares every attribute as optional, which the grammar knows better."""

Tree: TypeAlias = Any
"""Nested tuples of names and values; equal exactly if the trees are."""

PLACES = ("location", "stmt_len", "list_start", "list_end")
SILENT = (None, False, "\x00", ())


def tree_to_tuple(value: Parsed) -> Tree:
    """The value of a node, a list of nodes or a scalar."""
    if isinstance(value, ast.DefElem):
        return _option(value)
    if isinstance(value, ast.Node):
        return _node(value)
    if isinstance(value, (tuple, list)):
        return tuple(tree_to_tuple(item) for item in value)
    return value


def _node(node: ast.Node) -> Tree:
    said = ((name, getattr(node, name)) for name in node)
    return (type(node).__name__, *((name, tree_to_tuple(found)) for name, found in said if not _is_silent(name, found)))


def _is_silent(name: str, value: Parsed) -> bool:
    """Whether the value is absent, or a place in the text; the path of a tablespace is called location too."""
    return value in SILENT or (name.endswith(PLACES) and isinstance(value, int))


def _option(option: ast.DefElem) -> Tree:
    """An option; in WITH (…) one without a value is true."""
    value = "true" if option.arg is None else tree_to_tuple(option.arg)
    action = str(option.defaction)
    return ("DefElem", option.defnamespace, option.defname, "true" if value == TRUE else value, action)


TRUE = ("String", ("sval", "true"))
