"""`int ARRAY` is `int[]`, `int ARRAY[3]` is `int[3]`.

Sound: the grammar makes one type of both, and the parsed types must be equal, bounds included. ARRAY before a list of
values is an expression, which parses to another tree than a type.
"""

from engine.proof.rule import Rule, Tokens


def claims(tokens: Tokens, at: int) -> bool:
    """The word ARRAY or a square bracket."""
    return tokens[at].word in {"array", "[", "]"}


RULE = Rule("array_word", __doc__, claims=claims)
