"""A copy of the routine that reports the operands of its guards whenever they are evaluated."""

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence

from engine.trial.observe.observation import Observation
from engine.trial.observe.variant import RoutineVariant
from engine.trial.routine.body_view import BodyView
from engine.trial.search.guards import Guard

_PREFIX = "specdeck-guard:"
_SECONDS = 0.3  # for one run: a change of an input may make it long
Reports = Mapping[int, Sequence[Sequence[object]]]  # the operands of each evaluation, by the number of the guard


def distance_probe(view: BodyView, guards: Sequence[Guard]) -> RoutineVariant:
    """Return the copy. An operand that fails where the condition would not evaluate it must not end the run."""
    text = view.text
    marks = [(place, _report(number, each)) for number, each in enumerate(guards) for place in each.places]
    for place, mark in sorted(marks, reverse=True):
        text = text[:place] + mark + text[place:]
    return RoutineVariant("distance probe", view.routine.with_body(text).text, _SECONDS)


def _report(number: int, guard: Guard) -> str:
    values = f"pg_catalog.json_build_array({', '.join(guard.operands)})"
    return f"BEGIN RAISE NOTICE '{_PREFIX}{number}:%', {values}; EXCEPTION WHEN OTHERS THEN NULL; END; "


def read_reports(seen: Observation) -> Reports:
    """Return what one run of the copy reported."""
    found: dict[int, list[Sequence[object]]] = defaultdict(list)
    for notice in seen.notices:
        if notice.message.startswith(_PREFIX):
            number, _, values = notice.message.removeprefix(_PREFIX).partition(":")
            found[int(number)].append(_values(values))
    return found


def _values(text: str) -> Sequence[object]:
    try:
        return json.loads(text)
    except ValueError:  # of a json operand that holds what JSON does not allow, such as NaN
        return ()
