"""`SET x TO v` is `SET x = v`.

Sound: one production of the grammar. The value's own form is compared as parsed, a list in its order.
"""

from engine.proof.rule import Rule


def respell(word: str) -> str:
    """One sign for both."""
    return {"to": "="}.get(word, word)


RULE = Rule("setting_sign", __doc__, respell=respell)
