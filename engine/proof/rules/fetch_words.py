"""`FETCH c`, `FETCH NEXT FROM c`, `FETCH FORWARD FROM c`, `FETCH FROM c` and `FETCH IN c` are one; so for MOVE.

FETCH BACKWARD is FETCH PRIOR. Sound: NEXT is the default direction, FORWARD and BACKWARD without a count go one row,
FROM and IN change nothing. Every other direction is compared, with its count.
"""

from dataclasses import replace

from engine.plpgsql.tree import Fetch, Move
from engine.proof.rule import Rule, Tokens

_WORDS = frozenset({"next", "from", "in", "forward", "backward", "prior"})
_REACH = 12  # a direction and its count are short; farther back is another statement


def with_plain_direction(node: object) -> object:
    """FETCH and MOVE without the direction they have anyway, and with one word for the row before."""
    if not isinstance(node, Fetch | Move) or node.direction is None:
        return node
    direction = node.direction
    match direction.word, direction.count, direction.every:
        case ("next", _, _) | ("forward", None, False):
            return replace(node, direction=None)
        case ("backward", None, False):
            return replace(node, direction=replace(direction, word="prior"))
        case _:
            return node


def claims(tokens: Tokens, at: int) -> bool:
    """One of the words, in a statement that begins with FETCH or MOVE."""
    if tokens[at].word not in _WORDS:
        return False
    for back in range(at - 1, max(at - _REACH, -1), -1):
        if tokens[back].word in {"fetch", "move"}:
            return True
        if tokens[back].word in {";", "into"}:
            return False
    return False


RULE = Rule("fetch_words", __doc__, revision=2, claims=claims, statement=with_plain_direction)
