"""`FROM t AS x` is `FROM t x`, `SELECT a AS b` is `SELECT a b`.

Sound: the grammar has one production for both, and the parsed statements, which must be equal, hold the alias itself.
A query that gains or loses an alias is another parsed statement.
"""

from engine.proof.rule import Rule, Tokens


def claims(tokens: Tokens, at: int) -> bool:
    """The word AS."""
    return tokens[at].word == "as"


RULE = Rule("alias_word", __doc__, claims=claims)
