"""Another operator: the boundary of a comparison, its direction, another sign, AND for OR."""

from collections.abc import Iterator

from engine.trial.mutate.mutant import MutantFamily, TextEdit
from engine.trial.routine.body_view import BodyView

_OTHERS = {
    "=": ("<>",), "<>": ("=",), "!=": ("=",), "<": ("<=", ">="), "<=": ("<", ">"), ">": (">=", "<="), ">=": (">", "<"),
    "+": ("-",), "-": ("+",), "*": ("+",), "/": ("*",), "%": ("+",), "and": ("OR",), "or": ("AND",),
    "true": ("false",), "false": ("true",), "asc": ("DESC",), "desc": ("ASC",), "min": ("max",), "max": ("min",),
    "sum": ("max",), "left": ("INNER",), "floor": ("ceil",), "ceil": ("floor",), "upper": ("lower",),
    "lower": ("upper",), "like": ("NOT LIKE",), "->>": ("->",), "any": ("ALL",), "exists": ("NOT EXISTS",),
    "first": ("LAST",), "last": ("FIRST",), "greatest": ("least",), "least": ("greatest",), "distinct": ("ALL",),
}  # fmt: skip


def _edits(view: BodyView) -> Iterator[TextEdit]:
    for fragment in view.fragments():
        tokens = view.tokens_of(fragment)
        between = 0
        for token in tokens:
            between += token.word == "between"
            if token.word == "and" and between:
                between -= 1
                continue
            for other in _OTHERS.get(token.word, ()):
                yield TextEdit(token.start, token.end, other)


FAMILY = MutantFamily("operator", _edits)
