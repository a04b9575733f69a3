"""Acts as the API tells of them: what was done, by whom, and what came of it for each unit."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from daemon.server.http import problems
from daemon.server.review import inbox_items
from daemon.wire.decision import Act, ActPage, UnitOutcome
from daemon.wire.decision_kinds import DESCRIPTORS
from daemon.wire.problem import Problem
from engine.review.refusal import Refusal
from store import ReadView
from store.access import people
from store.core.errors import ConflictError, MissingError
from store.review import acts

PAST_TENSE: Mapping[str, str] = MappingProxyType(
    {kind: descriptor.past_tense for kind, descriptor in DESCRIPTORS.items()}
    | {acts.UNDO: "took back", acts.REDO: "did again"}
)
RefusalError = Refusal | MissingError | ConflictError


@dataclass(frozen=True, slots=True)
class UnitResult:
    """What came of an act for one unit; `refused` is None where it went well."""

    unit: int
    refused: RefusalError | None = None


def act_reply(view: ReadView, act: acts.ActRow, actor: str, results: Sequence[UnitResult] = ()) -> Act:
    """An act as its reader sees it; `actor` is the reader."""
    return Act(
        id=act.id,
        kind=act.word,
        by=people.get_name(view, act.actor),
        at=act.at,
        units=act.units,
        changed=act.changed,
        undone=act.undone,
        mine=act.actor == actor,
        outcomes=unit_outcomes(view, results),
        summary=_summary(view, act),
        details={} if act.undoes is None else {"about": act.undoes},
    )


def preview_reply(view: ReadView, word: str, actor: str, at: str, results: Sequence[UnitResult]) -> Act:
    """An act that was not done: a preview, or one that was refused for every unit. It has no id."""
    able = sum(result.refused is None for result in results)
    return Act(
        id="",
        kind=word,
        by=people.get_name(view, actor),
        at=at,
        units=len(results),
        changed=able,
        undone=False,
        mine=True,
        outcomes=unit_outcomes(view, results),
        summary=f"{PAST_TENSE[word]} {able} of {len(results)} units",
    )


def act_page(view: ReadView, project: str, actor: str, before: int | None, limit: int) -> ActPage:
    """Some acts of a project, newest first."""
    found = acts.page(view, project, before, limit + 1)
    more = str(found[limit - 1].number) if len(found) > limit else None
    return ActPage(tuple(act_reply(view, act, actor) for act in found[:limit]), more)


def unit_outcomes(view: ReadView, results: Sequence[UnitResult]) -> tuple[UnitOutcome, ...]:
    """What came of it for each unit, in the order in which they were asked for."""
    found = {item.id: item for item in inbox_items.inbox_items(view, [result.unit for result in results])}
    return tuple(
        UnitOutcome(
            unit=result.unit,
            name=found[result.unit].name if result.unit in found else "",
            item=found.get(result.unit),
            problem=None if result.refused is None else problem_from_refused(result.refused),
        )
        for result in results
    )


def problem_from_refused(refused: RefusalError) -> Problem:
    """Why a word did not count for a unit, as the API says it."""
    if isinstance(refused, Refusal):
        return problems.problem_from_refusal(refused)
    return problems.problem_from_store_error(refused)


def _summary(view: ReadView, act: acts.ActRow) -> str:
    """Summarize an act in a few words; one on a single unit names it."""
    done = PAST_TENSE[act.word]
    if act.undoes is not None:
        done = f"{done} {acts.get(view, act.project, act.undoes).word}:"
    if act.units != 1:
        return f"{done} {act.changed} of {act.units} units"
    return f"{done} {acts.find_unit_label(view, act.undoes or act.id) or 'a unit that is gone'}"
