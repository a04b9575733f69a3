"""Acts as the API shows them: what was done, by whom, and the outcome for each unit."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from daemon.server.http import problems
from daemon.server.http.paging import next_cursor
from daemon.server.review import inbox_items
from daemon.wire.decision import Act, ActPage, UnitOutcome
from daemon.wire.decision_kinds import DESCRIPTORS
from daemon.wire.inbox import InboxItem
from daemon.wire.problem import Problem
from engine.review.refusal import Refusal
from store import ReadView
from store.access import people
from store.core.errors import ConflictError, MissingError
from store.review import acts

PAST_TENSE: Mapping[str, str] = MappingProxyType(
    {kind: descriptor.past_tense for kind, descriptor in DESCRIPTORS.items()} | {acts.UNDO: "undid", acts.REDO: "redid"}
)
RefusalError = Refusal | MissingError | ConflictError


@dataclass(frozen=True, slots=True)
class UnitResult:
    """The result of an act for one unit; `refused` is None if it succeeded."""

    unit: int
    refused: RefusalError | None = None


def act_reply(view: ReadView, act: acts.ActRow, actor: str, results: Sequence[UnitResult] = ()) -> Act:
    """Return an act as `actor`, its reader, sees it."""
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
        details=_details(act),
    )


def preview_reply(view: ReadView, kind: str, actor: str, at: str, results: Sequence[UnitResult]) -> Act:
    """Return an act that was not done, so it has no id: a preview, or one that was refused for every unit."""
    able = sum(result.refused is None for result in results)
    return Act(
        id="",
        kind=kind,
        by=people.get_name(view, actor),
        at=at,
        units=len(results),
        changed=able,
        undone=False,
        mine=True,
        outcomes=unit_outcomes(view, results),
        summary=f"{PAST_TENSE[kind]} {able} of {len(results)} units",
    )


def act_page(view: ReadView, project: str, actor: str, before: int | None, limit: int) -> ActPage:
    """Return a page of the acts of a project, newest first."""
    found = acts.page(view, project, before, limit + 1)
    shown = tuple(act_reply(view, act, actor) for act in found[:limit])
    return ActPage(shown, next_cursor(found, limit, lambda act: act.number))


def unit_outcomes(view: ReadView, results: Sequence[UnitResult]) -> tuple[UnitOutcome, ...]:
    """Return the outcome for each unit, in the order of the request."""
    found = {item.id: item for item in inbox_items.inbox_items(view, [result.unit for result in results])}
    return tuple(_outcome(result, found.get(result.unit)) for result in results)


def _outcome(result: UnitResult, item: InboxItem | None) -> UnitOutcome:
    name = item.name if item else ""
    return UnitOutcome(result.unit, name, item, problem_from_refused(result.refused))


def problem_from_refused(refused: RefusalError | None) -> Problem | None:
    """Return the problem for a decision that was refused, if it was."""
    if refused is None:
        return None
    if isinstance(refused, Refusal):
        return problems.problem_from_refusal(refused)
    return problems.problem_from_store_error(refused)


def _details(act: acts.ActRow) -> dict[str, object]:
    return {"about": act.undoes} if act.undoes else {}


def _summary(view: ReadView, act: acts.ActRow) -> str:
    """Summarize an act in a few words; one on a single unit names it."""
    done = PAST_TENSE[act.word]
    if act.undoes is not None:
        done = f"{done} {acts.get(view, act.project, act.undoes).word}:"
    if act.units != 1:
        return f"{done} {act.changed} of {act.units} units"
    return f"{done} {acts.find_unit_label(view, act.undoes or act.id) or 'a unit that is gone'}"
