"""`CAST(x AS t)` is `x::t`.

Sound: both parse to the same TypeCast over the same operand; `::` binds tighter than most, so `-1::t` and
`CAST(-1 AS t)` parse to different trees and stay different. A column named after its cast gets the same name from
either. Never for `t 'x'`, which has no such words to let go.
"""

from engine.proof.rule import Rule, Tokens

_WORDS = frozenset({"cast", "as", "::", "(", ")"})


def claims(tokens: Tokens, at: int) -> bool:
    """The words that only one of the two spellings has."""
    return tokens[at].word in _WORDS


RULE = Rule("cast", __doc__, claims=claims)
