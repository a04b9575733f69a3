"""`c CURSOR IS query` is `c CURSOR FOR query`.

Sound: the grammar takes the two words in the same place for the same thing, a concession to Oracle.
"""

from engine.proof.rule import Rule


def respell(word: str) -> str:
    """FOR for IS; which of them stand between a cursor and its query the trees know."""
    return "for" if word == "is" else word


RULE = Rule("cursor_word", __doc__, respell=respell)
