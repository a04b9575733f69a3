"""The estimate of what asking models about files will take."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from engine.analysts.route.estimate import Interval
    from engine.analysts.route.model_rules import Rules
    from engine.check_edit import EditedUnit
    from engine.source.unit import SourceFile

Bounds = tuple[float, float, float]


@dataclass(frozen=True, slots=True)
class EstimateShape:
    """Each figure with its least, usual and most plausible value.

    `calls` counts questions by task, `skipped` those that a rule lets nobody ask. `batch_dollars` are what the same
    questions cost in batches.
    """

    model: str
    routines: int
    calls: Mapping[str, int]
    input_tokens: Bounds
    output_tokens: Bounds
    dollars: Bounds
    batch_dollars: Bounds
    review_hours: Bounds
    skipped: Mapping[str, int]


def estimate_paths(paths: Iterable[str], model: str, day: date, rules: "Rules" = ()) -> EstimateShape:
    """Return the estimate for the routines of files under the rules of a project."""
    from engine.analysts.route.estimate import estimate_cost
    from engine.assess.assessment import assess_sources
    from engine.assess.unit_status import unproved_status
    from engine.llm.money.model_prices import default_model, find_model
    from specdeck.files.sql_files import read_sources

    priced, sources = find_model(model or default_model()), tuple(read_sources(paths))
    cost = estimate_cost(_routines(sources), priced, day, rules)
    effort = assess_sources(sources, status_of=unproved_status).effort
    return EstimateShape(
        model=priced.id,
        routines=cost.units,
        calls=dict(cost.calls),
        input_tokens=_bounds(cost.input_tokens),
        output_tokens=_bounds(cost.output_tokens),
        dollars=_bounds(cost.dollars),
        batch_dollars=_in_batches(cost.dollars),
        review_hours=(effort.least, effort.hours, effort.most),
        skipped=dict(cost.skipped),
    )


def _routines(sources: Iterable["SourceFile"]) -> Iterator["EditedUnit"]:
    """Yield the routines that a spec could be lifted from."""
    from engine.check_edit import EditedUnit
    from engine.conversion import convert_file
    from engine.source.unit import ROUTINES

    for source in sources:
        for found in convert_file(source):
            if found.kind in ROUTINES and found.ok:
                sql = source.text[found.span.start : found.span.end]
                yield EditedUnit(found.kind, found.unit, sql, found.spec)


def _in_batches(dollars: "Interval") -> Bounds:
    """Return what the same questions cost in batches."""
    from engine.llm.money.model_prices import batch_share

    share = float(batch_share())
    return (dollars.least * share, dollars.usual * share, dollars.most * share)


def _bounds(interval: "Interval") -> Bounds:
    return (interval.least, interval.usual, interval.most)
