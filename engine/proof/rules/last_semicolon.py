"""The semicolon after the last END of a body, or after the last statement of a text, may be left out.

Sound: the grammar of a body has it as an option, and the parser of SQL divides statements by semicolons and ignores
an empty last one.
"""

from engine.proof.rule import Rule, Tokens


def claims(tokens: Tokens, at: int) -> bool:
    """A semicolon with nothing after it."""
    return tokens[at].word == ";" and at + 1 == len(tokens)


RULE = Rule("last_semicolon", __doc__, claims=claims)
