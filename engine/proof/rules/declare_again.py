"""DECLARE may be repeated between declarations.

Sound: the grammar throws the word away (`decl_start` again); it opens no scope and ends none.
"""

from engine.proof.rule import Rule, Tokens


def claims(tokens: Tokens, at: int) -> bool:
    """A DECLARE that follows another one or a declaration."""
    return tokens[at].word == "declare" and at > 0 and tokens[at - 1].word in {";", "declare"}


RULE = Rule("declare_again", __doc__, claims=claims)
