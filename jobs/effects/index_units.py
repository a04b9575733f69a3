"""Indexing: what changed, and up to where the index is complete."""

from collections.abc import Sequence
from typing import cast

from jobs.job_effect import Applied, JobEffect
from jobs.job_kind import Payload, Result
from jobs.job_order import JobOrder, JobPriority
from jobs.kinds.index_units import KIND
from store import ReadView, WriteTransaction
from store.codebase import projects
from store.core import texts
from store.search import search_outbox
from store.search.search_outbox import PendingUnit

_NOTES = ("note:", "description:")


def subject_of_project(project: str) -> str:
    """Return the subject of an index job."""
    return f"project:{project}"


def order_index(view: ReadView, project: str, again: str = "") -> tuple[JobOrder, ...]:
    """Return the order for what waits of a project; none if nothing waits."""
    position = search_outbox.last_position(view, project)
    if not position:
        return ()
    key = f"index:{project}:{position}:{again}"
    return (JobOrder(KIND, project, subject_of_project(project), key, JobPriority.LOW),)


def inputs(view: ReadView, subject: str) -> Payload:
    """Return a batch of changed units with their texts."""
    project = subject.removeprefix("project:")
    return {
        "lane": search_outbox.lane_id(view),
        "expected": search_outbox.delivered_position(view),
        "project": project,
        "units": [_unit(view, each) for each in search_outbox.list_pending(view, project)],
    }


def apply(tx: WriteTransaction, subject: str, result: Result) -> Applied:
    """Note what the index has; order the next batch."""
    project = subject.removeprefix("project:")
    if result["lost"]:
        search_outbox.refill(tx, [each.id for each in projects.page(tx, "", 10_000)])
        return Applied({"lost": True}, order_index(tx, project, f"lost:{tx.now}"))
    positions = cast(Sequence[int], result["positions"])
    search_outbox.mark_delivered(tx, positions, cast(int, result["at"]))
    return Applied({"indexed": len(positions), "left": result["left"]}, _next(tx, project, cast(int, result["left"])))


def _next(tx: WriteTransaction, project: str, left: int) -> tuple[JobOrder, ...]:
    """The next batch of changes, or of units that the model has not read."""
    due = order_index(tx, project)
    if due or not left:
        return due
    return (JobOrder(KIND, project, subject_of_project(project), f"embed:{project}:{tx.now}", JobPriority.LOW),)


def _unit(view: ReadView, unit: PendingUnit) -> dict[str, object]:
    spec = "" if unit.gone or unit.spec is None else texts.get(view, unit.spec)
    notes = (line.strip().partition(":")[2] for line in spec.splitlines() if line.strip().startswith(_NOTES))
    return {
        "position": unit.position,
        "conversion": unit.conversion,
        "kind": unit.kind,
        "name": unit.name,
        "path": unit.path,
        "gone": unit.gone,
        "text": "" if unit.gone else texts.get(view, unit.sql),
        "note": " ".join(notes),
    }


EFFECT = JobEffect(KIND, inputs, apply)
