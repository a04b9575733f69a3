"""RAISE with another error code, or another level."""

from collections.abc import Iterator

from engine.plpgsql.tree import Raise
from engine.trial.mutate.mutant import MutantFamily, TextEdit
from engine.trial.routine.body_view import BodyView

_OTHER_CODE = "'P0099'"


def _edits(view: BodyView) -> Iterator[TextEdit]:
    for each in view.of(Raise):
        if each.message is None and each.condition is None and not each.options:
            continue  # RAISE; raises again what was caught
        yield from _codes(each)
        if each.level == "exception" and each.message is not None:
            word = view.text.lower().index("exception", each.span.start)
            yield TextEdit(word, word + len("exception"), "NOTICE")


def _codes(each: Raise) -> Iterator[TextEdit]:
    codes = [option.value for option in each.options if option.name == "errcode"]
    if codes:
        yield TextEdit(codes[0].span.start, codes[0].span.end, _OTHER_CODE)
    elif each.level in {None, "exception"} and each.message is not None:
        end = each.span.end - 1
        joint = "," if each.options else " USING"
        yield TextEdit(end, end, f"{joint} ERRCODE = {_OTHER_CODE}")
    for option in each.options:
        if option.name != "errcode":
            yield TextEdit(option.value.span.start, option.value.span.end, f"({option.value.text}) || 'x'")


FAMILY = MutantFamily("RAISE", _edits, is_translator=True)
