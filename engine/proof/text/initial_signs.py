"""Bodies that differ only in the sign before an initial or assigned value are equal without parsing the second one.

The parser of the first body says which of its words are such signs. All other words are the same, in the same order,
and a declaration ends its left side at any of the three signs, an assignment at `:=` and `=` (DEFAULT is an error
there): so the second body has the same tree.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from engine.plpgsql.tree import Assign, Body, Fragment, Variable
from engine.proof.text.lexical_words import is_same_word
from engine.proof.tree_nodes import walk_nodes

DECLARING = frozenset({":=", "=", "default"})
ASSIGNING = frozenset({":=", "="})
Word = tuple[int, str]


def differ_in_initial_signs(original: Sequence[Word], lowered: Sequence[Word], body: Body) -> bool:
    """Return whether two lists of words differ only in these signs; `body` is the tree of the first one."""
    if len(original) != len(lowered):
        return False
    pairs = zip(original, lowered, strict=True)
    different = [(at, {one.lower(), other.lower()}) for (at, one), (_, other) in pairs if not is_same_word(one, other)]
    if not all(signs <= DECLARING for _, signs in different):
        return False
    allowed = dict(_allowed_signs(body))
    return all(signs <= allowed.get(at, frozenset()) for at, signs in different)


def _allowed_signs(body: Body) -> Iterator[tuple[int, frozenset[str]]]:
    """Yield where a value gets its sign, and which signs the server takes there."""
    for node in walk_nodes(body.block):
        match node:
            case Variable(default=Fragment() as value):
                yield _sign_before(value, body), DECLARING
            case Assign(value=value):
                yield _sign_before(value, body), ASSIGNING


def _sign_before(value: Fragment, body: Body) -> int:
    return body.tokens[value.ranges[0][0] - 1].start
