"""What a project spent on models: by task, model, day and source, with a forecast."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from datetime import date, timedelta
from statistics import fmean, pstdev

from daemon.wire.cost import CostLine, CostReport, DayBudget
from engine.analysts.route.known_answers import FoundBy
from store import ReadView
from store.core import times
from store.cost.answer_counts import AnswerCount, list_counts
from store.cost.budgets import day_sum, list_spent

MONTH = 30  # days of a forecast
CACHED = frozenset({FoundBy.RECORD, FoundBy.CANONICAL, FoundBy.SIMILAR})
DatedCount = tuple[str, AnswerCount]


def cost_report(view: ReadView, project: str, name: str, days: int) -> CostReport:
    """Return the report of the last days, today included."""
    today = times.to_text(view.now)[:10]
    since = (date.fromisoformat(today) - timedelta(days=days - 1)).isoformat()
    counts, spent = list_counts(view, project, since), list_spent(view, project, since)
    total, answered = sum(spent.values()), sum(each.cost for _, each in counts)
    baseline = sum(each.baseline for _, each in counts)
    return CostReport(
        project=name,
        days=days,
        today=_today(view, project, today),
        spent=total,
        baseline=baseline,
        unanswered=max(0, total - answered),
        saving=1 - total / baseline if baseline else None,
        cached=sum(each.answers for _, each in counts if each.found_by in CACHED),
        forecast=forecast([spent.get(day, 0) for day in _days_from(min(spent, default=today), today)]),
        by_task=_lines(counts, lambda _, each: each.task),
        by_model=_lines(counts, lambda _, each: each.model),
        by_day=_lines(counts, lambda day, _: day),
        by_source=_lines(counts, lambda _, each: each.found_by),
    )


def forecast(spent: Sequence[int]) -> tuple[int, int, int]:
    """Return what a month of such days costs: least, usual, most. The bounds are two deviations of such a sum."""
    usual = MONTH * fmean(spent)
    deviation = 2 * pstdev(spent) * MONTH**0.5
    return max(0, round(usual - deviation)), round(usual), round(usual + deviation)


def _today(view: ReadView, project: str, today: str) -> DayBudget:
    found = day_sum(view, project, today)
    return DayBudget(found.per_day, found.spent, found.reserved, found.left, found.alert)


def _days_from(first: str, last: str) -> list[str]:
    start, end = date.fromisoformat(first), date.fromisoformat(last)
    return [(start + timedelta(days=number)).isoformat() for number in range((end - start).days + 1)]


def _lines(counts: Iterable[DatedCount], name: Callable[[str, AnswerCount], str]) -> tuple[CostLine, ...]:
    groups: dict[str, list[AnswerCount]] = defaultdict(list)
    for day, each in counts:
        groups[name(day, each)].append(each)
    return tuple(_line(key, groups[key]) for key in sorted(groups))


def _line(name: str, counts: Sequence[AnswerCount]) -> CostLine:
    return CostLine(
        name=name,
        answers=sum(each.answers for each in counts),
        failures=sum(each.failures for each in counts),
        input_tokens=sum(each.input_tokens for each in counts),
        output_tokens=sum(each.output_tokens for each in counts),
        cost=sum(each.cost for each in counts),
        baseline=sum(each.baseline for each in counts),
    )
