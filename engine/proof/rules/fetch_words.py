"""`FETCH c`, `FETCH NEXT FROM c`, `FETCH FROM c` and `FETCH IN c` are one statement; so for MOVE.

Sound: NEXT is the default direction, FROM and IN say nothing. Every other direction is compared, with its count.
"""

from dataclasses import replace

from engine.plpgsql.tree import Fetch, Move
from engine.proof.rule import Rule, Tokens

_WORDS = frozenset({"next", "from", "in"})
_REACH = 12  # a direction and its count are short; farther back stands another statement


def without_next(node: object) -> object:
    """FETCH and MOVE without the direction they have anyway."""
    if isinstance(node, Fetch | Move) and node.direction and node.direction.word == "next":
        return replace(node, direction=None)
    return node


def claims(tokens: Tokens, at: int) -> bool:
    """One of the noise words, in a statement that begins with FETCH or MOVE."""
    if tokens[at].word not in _WORDS:
        return False
    for back in range(at - 1, max(at - _REACH, -1), -1):
        if tokens[back].word in {"fetch", "move"}:
            return True
        if tokens[back].word in {";", "into"}:
            return False
    return False


RULE = Rule("fetch_words", __doc__, claims=claims, statement=without_next)
