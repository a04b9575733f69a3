"""`CAST(x AS t)` is `x::t`, and `t 'x'` is `'x'::t`.

Sound: all parse to the same TypeCast over the same operand; `::` binds tighter than most, so `-1::t` and
`CAST(-1 AS t)` parse to different trees and stay different. A column named after its cast gets the same name from
each.
"""

from engine.proof.rule import Rule, Tokens


def claims(tokens: Tokens, at: int) -> bool:
    """CAST and its first parenthesis, AS, `::`; the last parenthesis goes with all the others."""
    word = tokens[at].word
    return word in {"cast", "as", "::"} or (word == "(" and at > 0 and tokens[at - 1].word == "cast")


RULE = Rule("cast", __doc__, claims=claims)
