"""What analysts are given: proved routines that nobody has approved, with the answers that are known about them."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from engine.analysts.analyst import all_analysts
from engine.analysts.route.question_key import question_key
from engine.analysts.shown_text import ShownText
from engine.llm.tasks import all_tasks
from jobs.kinds.enhance.enhance_contract import UnitToEnhance
from store import ReadView
from store.codebase import conversions
from store.codebase.conversion_row import ConversionRow
from store.core import texts
from store.cost.cloud_settings import get_cloud
from store.cost.recorded_answers import list_answers
from store.review import reviews

ROUTINES = frozenset({"function", "procedure"})
PROVED = "proved"


def list_units(view: ReadView, source: int, shown: ShownText) -> Iterator[UnitToEnhance]:
    """Yield the units of a file that analysts may look at."""
    for row in conversions.list_of_source(view, source):
        unit = unit_to_enhance(view, row, shown)
        if unit is not None:
            yield unit


def unit_to_enhance(view: ReadView, row: ConversionRow, shown: ShownText) -> UnitToEnhance | None:
    """Return a unit as analysts are given it; None if it is not for them."""
    if row.kind not in ROUTINES or row.verdict != PROVED or row.sql is None:
        return None
    review = reviews.get(view, row.id)
    if review.standing.approved is not None or review.spec is None:
        return None
    sql, spec = texts.get(view, row.sql), texts.get(view, review.spec)
    return UnitToEnhance(row.id, row.kind, row.name, sql, row.sql, spec, known_answers(view, row, shown))


def known_answers(view: ReadView, row: ConversionRow, shown: ShownText) -> Mapping[str, Mapping[str, Any]]:
    """Return the recorded answers about a unit, by model and task."""
    found: dict[str, dict[str, Any]] = defaultdict(dict)
    for task in asked_tasks():
        key = question_key(row.name, row.sql or "", all_tasks()[task], shown)
        for answer in list_answers(view, key):
            found[answer.model][task] = answer.value
    return dict(found)


def known_tasks(view: ReadView, project: str, units: Iterable[int]) -> Mapping[int, frozenset[str]]:
    """Return for each unit the tasks that the cloud model of its project has answered."""
    settings = get_cloud(view, project)
    shown = ShownText(settings.with_literals, settings.with_comments)
    answers = {number: known_answers(view, conversions.get(view, number), shown) for number in units}
    return {number: frozenset(found.get(settings.model, {})) for number, found in answers.items()}


def asked_tasks() -> tuple[str, ...]:
    """Return the tasks that analysts ask about units."""
    return tuple(task for analyst in all_analysts().values() for task in analyst.tasks)
