"""`c CURSOR IS query` is `c CURSOR FOR query`.

Sound: the grammar takes the two words in the same place for the same thing, a concession to Oracle.
"""

from engine.proof.rule import Rule


def respell(word: str) -> str:
    """Spell IS as FOR; the trees tell where it is between a cursor and its query."""
    return {"is": "for"}.get(word, word)


RULE = Rule("cursor_word", __doc__, respell=respell)
