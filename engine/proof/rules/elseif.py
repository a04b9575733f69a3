"""`ELSEIF` is `ELSIF`.

Sound: two spellings of one keyword.
"""

from engine.proof.rule import Rule


def respell(word: str) -> str:
    """The usual spelling."""
    return "elsif" if word == "elseif" else word


RULE = Rule("elseif", __doc__, respell=respell)
