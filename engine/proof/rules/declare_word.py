"""DECLARE may be repeated between declarations, and may stand before none at all.

Sound: the grammar throws the word away; it opens no scope and ends none. Declarations and blocks are compared.
"""

from engine.proof.rule import Rule, Tokens


def claims(tokens: Tokens, at: int) -> bool:
    """A DECLARE that follows another one or a declaration, or that nothing follows but BEGIN."""
    if tokens[at].word != "declare":
        return False
    before = tokens[at - 1].word if at else ""
    after = tokens[at + 1].word if at + 1 < len(tokens) else ""
    return before in {";", "declare"} or after == "begin"


RULE = Rule("declare_word", __doc__, claims=claims)
