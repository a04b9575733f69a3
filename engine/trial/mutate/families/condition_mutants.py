"""A condition that is negated, or that has lost one of its terms."""

from collections.abc import Iterator

from engine.plpgsql.tree import Assert, CaseWhen, Continue, Elsif, Exit, Fragment, If, While
from engine.trial.mutate.mutant import MutantFamily, TextEdit
from engine.trial.mutate.token_runs import split_run
from engine.trial.routine.body_view import BodyView


def _edits(view: BodyView) -> Iterator[TextEdit]:
    for condition in _conditions(view):
        span = condition.span
        yield TextEdit(span.start, span.end, f"NOT ({condition.text})")
        tokens = view.tokens_of(condition)
        for word, neutral in (("and", "true"), ("or", "false")):
            terms = split_run(tokens, 0, len(tokens), word)
            for first, end in terms if len(terms) > 1 else ():
                if first < end:
                    yield TextEdit(tokens[first].start, tokens[end - 1].end, neutral)


def _conditions(view: BodyView) -> Iterator[Fragment]:
    for each in view.of(If, Elsif, While, Exit, Continue, Assert):
        if each.condition is not None:
            yield each.condition
    for case in view.of(CaseWhen):
        if len(case.conditions) == 1:
            yield case.conditions[0]


FAMILY = MutantFamily("condition", _edits)
