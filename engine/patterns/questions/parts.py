"""The nodes of a list in a syntax tree, such as the targets of a SELECT."""

from collections.abc import Iterable, Iterator

from pglast import ast

from engine.analysis.expressions import nodes_within


def nodes_of_parts(parts: object) -> Iterator[ast.Node]:
    """Every node below the members of a list; nothing for a list that is missing."""
    for each in parts if isinstance(parts, Iterable) else ():
        yield from nodes_within(each)
