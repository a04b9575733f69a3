"""`ELSEIF` is `ELSIF`.

Sound: two spellings of one keyword.
"""

from engine.proof.rule import Rule


def respell(word: str) -> str:
    """The usual spelling."""
    return {"elseif": "elsif"}.get(word, word)


RULE = Rule("elseif", __doc__, respell=respell)
