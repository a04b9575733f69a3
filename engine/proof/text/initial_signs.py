"""Bodies that differ only in the sign before an initial or assigned value are equal without parsing the second one.

The parser of the first body says which of its words are such signs. All other words are the same, in the same order,
and a declaration or an assignment ends its left side at any of the three signs: so the second body has the same tree.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from engine.plpgsql.tree import Assign, Body, Fragment, Variable
from engine.proof.text.lexical_words import is_same_word
from engine.proof.tree_nodes import walk_nodes

SIGNS = frozenset({":=", "=", "default"})
Word = tuple[int, str]


def differ_in_initial_signs(original: Sequence[Word], lowered: Sequence[Word], body: Body) -> bool:
    """Return whether two lists of words differ only in these signs; `body` is the tree of the first one."""
    if len(original) != len(lowered):
        return False
    pairs = zip(original, lowered, strict=True)
    different = [(at, one, other) for (at, one), (_, other) in pairs if not is_same_word(one, other)]
    if not all({one.lower(), other.lower()} <= SIGNS for _, one, other in different):
        return False
    signs = set(_sign_positions(body))
    return all(at in signs for at, _, _ in different)


def _sign_positions(body: Body) -> Iterator[int]:
    for node in walk_nodes(body.block):
        value = _value_of(node)
        if value is not None:
            yield body.tokens[value.ranges[0][0] - 1].start


def _value_of(node: object) -> Fragment | None:
    match node:
        case Variable(default=default):
            return default
        case Assign(value=value):
            return value
        case _:
            return None
