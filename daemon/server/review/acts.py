"""Acts as the API tells of them: what was done, by whom, and what came of it for each unit."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from daemon.server import problems
from daemon.server.review import items
from daemon.wire.decision import Act, ActPage, Outcome
from daemon.wire.problem import Problem
from engine.review.refusal import Refusal
from store import View, acts, people
from store.errors import ConflictError, MissingError

DONE: Mapping[str, str] = MappingProxyType(
    {
        "approve": "approved",
        "reject": "rejected",
        "edit": "edited",
        "merge": "merged",
        "skip": "skipped",
        "flag": "flagged",
        "comment": "commented on",
        "assign": "assigned",
        acts.UNDO: "took back",
        acts.REDO: "did again",
    }
)
Refused = Refusal | MissingError | ConflictError


@dataclass(frozen=True, slots=True)
class Result:
    """What came of an act for one unit; `refused` is None where it went well."""

    unit: int
    refused: Refused | None = None


def told(view: View, act: acts.Act, actor: str, results: Sequence[Result] = ()) -> Act:
    """An act as its reader sees it; `actor` is the reader."""
    return Act(
        id=act.id,
        word=act.word,
        by=people.name_of(view, act.actor),
        at=act.at,
        units=act.units,
        changed=act.changed,
        undone=act.undone,
        mine=act.actor == actor,
        outcomes=outcomes(view, results),
        summary=_summary(view, act),
        details={} if act.undoes is None else {"about": act.undoes},
    )


def untold(view: View, word: str, actor: str, at: str, results: Sequence[Result]) -> Act:
    """An act that was not done: a preview, or one that was refused for every unit. It has no id."""
    able = sum(result.refused is None for result in results)
    return Act(
        id="",
        word=word,
        by=people.name_of(view, actor),
        at=at,
        units=len(results),
        changed=able,
        undone=False,
        mine=True,
        outcomes=outcomes(view, results),
        summary=f"{DONE[word]} {able} of {len(results)} units",
    )


def page(view: View, project: str, actor: str, before: int | None, limit: int) -> ActPage:
    """Some acts of a project, newest first."""
    found = acts.page(view, project, before, limit + 1)
    more = str(found[limit - 1].number) if len(found) > limit else None
    return ActPage(tuple(told(view, act, actor) for act in found[:limit]), more)


def outcomes(view: View, results: Sequence[Result]) -> tuple[Outcome, ...]:
    """What came of it for each unit, in the order in which they were asked for."""
    found = {item.id: item for item in items.of(view, [result.unit for result in results])}
    return tuple(
        Outcome(
            unit=result.unit,
            name=found[result.unit].name if result.unit in found else "",
            item=found.get(result.unit),
            problem=None if result.refused is None else problem(result.refused),
        )
        for result in results
    )


def problem(refused: Refused) -> Problem:
    """Why a word did not count for a unit, as the API says it."""
    if isinstance(refused, Refusal):
        return problems.of_refusal(refused)
    return problems.of_store_error(refused)


def _summary(view: View, act: acts.Act) -> str:
    """In a few words; an act on one unit names it."""
    said = DONE[act.word]
    if act.undoes is not None:
        about = view.value("SELECT word FROM acts WHERE id = ?", act.undoes)
        said = f"{said} {about}:"
    if act.units != 1:
        return f"{said} {act.changed} of {act.units} units"
    row = view.row(
        "SELECT kind, name FROM decisions JOIN conversions ON conversions.id = conversion WHERE act = ?",
        act.undoes or act.id,
    )
    if row is None:
        return f"{said} a unit that is gone"
    return f"{said} {row['name'] or row['kind']}"  # a statement that makes no object has no name
