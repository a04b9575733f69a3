"""Parentheses that only group may come and go.

Sound: the parsed expressions must be equal, and there is no node for such a pair; `(a, b)` is a row, `(r).f` a field,
and each has its node. One thing PL/pgSQL looks for before it parses: RETURN and RETURN NEXT
of a lone variable take the variable itself, so there `v` and `(v)` are not equal.
"""

from engine.proof.rule import Rule, Tokens


def claims(tokens: Tokens, at: int) -> bool:
    """A round parenthesis."""
    return tokens[at].word in {"(", ")"}


RULE = Rule("parentheses", __doc__, claims=claims)
