"""`COMMIT AND NO CHAIN` is `COMMIT`, and so for ROLLBACK.

Sound: no chain is the default, and the parsers keep AND CHAIN apart.
"""

from engine.proof.rule import Rule, Tokens

_WORDS = ("and", "no", "chain")


def claims(tokens: Tokens, at: int) -> bool:
    """Claim one of the three words where all three follow COMMIT or ROLLBACK."""
    word = tokens[at].word
    if word not in _WORDS:
        return False
    first = at - _WORDS.index(word)
    row = tuple(token.word for token in tokens[max(first, 0) : first + 3])
    return first > 0 and row == _WORDS and tokens[first - 1].word in {"commit", "rollback"}


RULE = Rule("chain", __doc__, claims=claims)
