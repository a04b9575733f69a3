"""DECLARE may be repeated between declarations, and may have none after it.

Sound: the grammar throws the word away; it opens no scope and ends none. Declarations and blocks are compared.
"""

from engine.proof.rule import Rule, Tokens, word_at


def claims(tokens: Tokens, at: int) -> bool:
    """A DECLARE that follows another one or a declaration, or that nothing follows but BEGIN."""
    if tokens[at].word != "declare":
        return False
    return word_at(tokens, at - 1) in {";", "declare"} or word_at(tokens, at + 1) == "begin"


RULE = Rule("declare_word", __doc__, claims=claims)
