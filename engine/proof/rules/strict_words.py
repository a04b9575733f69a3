"""`RETURNS NULL ON NULL INPUT` is `STRICT`, and EXTERNAL before SECURITY says nothing.

Sound: the parsed attribute is the same; the standard has the long words.
"""

from engine.proof.rule import Rule, Tokens

_LONG = ("returns", "null", "on", "null", "input")


def claims(tokens: Tokens, at: int) -> bool:
    """STRICT, a word of the long form, or EXTERNAL before SECURITY."""
    word = tokens[at].word
    if word == "external":
        return at + 1 < len(tokens) and tokens[at + 1].word == "security"
    if word == "strict":
        return True
    starts = range(max(at - len(_LONG) + 1, 0), at + 1)
    return any(tuple(token.word for token in tokens[first : first + len(_LONG)]) == _LONG for first in starts)


RULE = Rule("strict_words", __doc__, claims=claims)
