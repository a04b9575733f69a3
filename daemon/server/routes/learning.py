"""/v1/projects/…/learning: what was learned from decisions, and the log that it is a fold over."""

from dataclasses import asdict
from typing import Annotated, Any

from fastapi import Query, Response

from daemon.server.http.paging import next_cursor
from daemon.server.http.routing import RowNumber, json_reply, requires, resource_router
from daemon.server.http.write_request import WriteParam
from daemon.server.instance import InstanceParam
from daemon.server.learning.learning_status import learning_status
from daemon.server.learning.switch_learning import change_learning, rebuild
from daemon.server.workers.order_learning import order_cycle
from daemon.wire.learning import (
    DrillAnswer,
    DrillRecord,
    LearningChange,
    LearningEventInfo,
    LearningEventPage,
    LearningOrder,
    LearningStatus,
    UnitConfidence,
)
from daemon.wire.role import Permission
from engine.triage.logged_event import LoggedEvent, LoggedKind
from store import ReadView, WriteTransaction
from store.codebase import conversions, projects
from store.learning import auto_lane, cycles, known_features, learning_log, scores
from store.learning.learning_log import NewEvent
from store.review import reviews

PROJECT = "/v1/projects/{project}/learning"
ROUTER = resource_router("learning")


@ROUTER.get(PROJECT, response_model=LearningStatus, openapi_extra=requires(Permission.VIEW))
def show_learning(instance: InstanceParam, project: str) -> Response:
    """What the last cycle found."""
    with instance.store.read() as view:
        return json_reply(learning_status(view, projects.get(view, project).id))


@ROUTER.post(PROJECT, response_model=LearningOrder, openapi_extra=requires(Permission.JOB_RUN))
def start_learning(change: WriteParam, project: str) -> Response:
    """Order a cycle now."""

    now = change.instance.job_service.now()

    def work(tx: WriteTransaction, _actor: str) -> LearningOrder:
        found = projects.get(tx, project).id
        return LearningOrder(order_cycle(tx, found, cycles.current_basis(tx, found), now))

    return change.apply(work)


@ROUTER.patch(PROJECT, response_model=LearningStatus, openapi_extra=requires(Permission.POLICY_EDIT))
def set_learning(change: WriteParam, project: str, body: LearningChange) -> Response:
    """Turn learning on or off, or let another model give the confidence."""

    def work(tx: WriteTransaction, actor: str) -> LearningStatus:
        found = projects.get(tx, project).id
        change_learning(tx, found, body, actor)
        return learning_status(tx, found)

    return change.apply(work, body)


@ROUTER.post(f"{PROJECT}/rebuild", response_model=LearningOrder, openapi_extra=requires(Permission.JOB_RUN))
def rebuild_learning(change: WriteParam, project: str) -> Response:
    """Drop the snapshots and fold the whole log again."""

    now = change.instance.job_service.now()

    def work(tx: WriteTransaction, actor: str) -> LearningOrder:
        return LearningOrder(rebuild(tx, projects.get(tx, project).id, actor, now))

    return change.apply(work)


@ROUTER.post(f"{PROJECT}/drill", response_model=DrillRecord, openapi_extra=requires(Permission.DECIDE))
def answer_drill(change: WriteParam, project: str, body: DrillAnswer) -> Response:
    """Record an answer to a known item; nothing is decided about the unit."""

    def work(tx: WriteTransaction, _actor: str) -> DrillRecord:
        found = projects.get(tx, project).id
        is_right = body.accepted != body.planted
        truth = "planted" if body.planted else "sound"
        event = NewEvent(LoggedKind.DRILLED, (body.unit,), ({},), credit=float(is_right), model=truth)
        learning_log.append(tx, found, event)
        return DrillRecord(**asdict(learning_log.count_drills(tx, found)))

    return change.apply(work, body)


@ROUTER.get(f"{PROJECT}/events", response_model=LearningEventPage, openapi_extra=requires(Permission.VIEW))
def list_events(
    instance: InstanceParam, project: str, cursor: int = 0, limit: Annotated[int, Query(ge=1, le=500)] = 200
) -> Response:
    """A page of the log."""
    with instance.store.read() as view:
        found = learning_log.page(view, projects.get(view, project).id, cursor, limit + 1)
    items = tuple(map(_event_info, found[:limit]))
    return json_reply(LearningEventPage(items, next_cursor(found, limit, lambda each: each.seq)))


@ROUTER.get("/v1/learning/units/{unit}", response_model=UnitConfidence, openapi_extra=requires(Permission.VIEW))
def explain_unit(instance: InstanceParam, unit: RowNumber) -> Response:
    """Why a unit takes its lane."""
    with instance.store.read() as view:
        return json_reply(_explained(view, unit))


def _event_info(row: LoggedEvent) -> LearningEventInfo:
    plain: dict[str, Any] = asdict(row)
    return LearningEventInfo(**plain)


def _explained(view: ReadView, unit: int) -> UnitConfidence:
    review, score, acted = reviews.get(view, unit), scores.find(view, unit), auto_lane.find(view, unit)
    values = known_features.find_features(view, conversions.get(view, unit).id)
    accepted = acted if acted is not None and acted.act is not None else None
    if accepted is not None:
        lane_reason = f"accepted by the auto lane under the certificate {accepted.certificate}"
        return UnitConfidence(
            unit, review.lane, accepted.confidence, 1.0 - accepted.confidence, (lane_reason,),
            accepted.certificate, accepted.act, values,
        )  # fmt: skip
    if score is None:
        return UnitConfidence(unit, review.lane, None, None, (), values=values)
    return UnitConfidence(unit, score.lane, score.confidence, score.need, score.reasons, values=values)
