"""`!=` is `<>`.

Sound: the lexer makes one token of both. `!= ` followed by another sign (`!=-`) is an operator of its own, another
token with another text.
"""

from engine.proof.rule import Rule


def respell(word: str) -> str:
    """The standard's spelling."""
    return {"!=": "<>"}.get(word, word)


RULE = Rule("not_equals", __doc__, respell=respell)
