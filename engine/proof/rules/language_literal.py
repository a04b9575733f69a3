"""`LANGUAGE 'plpgsql'` is `LANGUAGE plpgsql`.

Sound: the parsed attribute is the same string. A quoted name keeps its case, so 'PLpgSQL' is another language.
"""

from engine.proof.rule import Rule, Tokens


def claims(tokens: Tokens, at: int) -> bool:
    """The word or literal after LANGUAGE."""
    return at > 0 and tokens[at - 1].word == "language"


RULE = Rule("language_literal", __doc__, claims=claims)
