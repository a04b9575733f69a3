"""Strings in the lists of a parse tree: the parts of a qualified name, the labels of an enum."""

from collections.abc import Iterable

from pglast import ast


def node_strings(parts: object) -> list[str]:
    """Return the strings of a node list, without its other nodes."""
    found = parts if isinstance(parts, Iterable) else ()
    return [part.sval for part in found if isinstance(part, ast.String) and part.sval is not None]


def node_constants(arguments: object) -> list[str]:
    """Return the texts of the string constants in a list of expressions."""
    found = arguments if isinstance(arguments, Iterable) else ()
    return node_strings(each.val for each in found if isinstance(each, ast.A_Const))
