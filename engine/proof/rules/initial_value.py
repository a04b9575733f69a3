"""`:=`, `=` and `DEFAULT` are one sign where a variable or a parameter gets its value.

Sound: the grammars of declarations, assignments, RAISE … USING, GET DIAGNOSTICS and parameters take them alike. Inside
of expressions they are never one: there `f(a := 1)` names an argument and `f(a = 1)` compares, and fragments are
compared word by word or by their parsed form, which keeps them apart.
"""

from engine.proof.rule import Rule

_SIGNS = {"=": ":=", "default": ":="}


def respell(word: str) -> str:
    """One sign for the three."""
    return _SIGNS.get(word, word)


RULE = Rule("initial_value", __doc__, respell=respell)
