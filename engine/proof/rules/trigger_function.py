"""`EXECUTE PROCEDURE f()` of a trigger is `EXECUTE FUNCTION f()`.

Sound: two spellings of one thing since version 11; a trigger cannot call a procedure.
"""

from engine.proof.rule import Rule, Tokens


def claims(tokens: Tokens, at: int) -> bool:
    """The word after EXECUTE."""
    return tokens[at].word in {"function", "procedure"} and at > 0 and tokens[at - 1].word == "execute"


RULE = Rule("trigger_function", __doc__, claims=claims)
