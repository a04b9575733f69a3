"""/v1/projects/…/learning: what was learned from decisions."""

from collections.abc import Mapping
from typing import Any

from fastapi import Response

from daemon.server.http.routing import json_reply, requires, resource_router
from daemon.server.http.write_request import WriteParam
from daemon.server.instance import InstanceParam
from daemon.server.workers.order_learning import order_cycle
from daemon.wire.learning import AnalystRecord, CertificateInfo, LearningOrder, LearningStatus, UnitConfidence
from daemon.wire.role import Permission
from store import ReadView, WriteTransaction
from store.codebase import projects
from store.learning import cycles, scores
from store.review import reviews

PROJECT = "/v1/projects/{project}/learning"
NOTHING = "Nothing was learned yet."
ROUTER = resource_router("learning")


@ROUTER.get(PROJECT, response_model=LearningStatus, openapi_extra=requires(Permission.VIEW))
def show_learning(instance: InstanceParam, project: str) -> Response:
    """What the last cycle found."""
    with instance.store.read() as view:
        return json_reply(_status(view, projects.get(view, project).id))


@ROUTER.post(PROJECT, response_model=LearningOrder, openapi_extra=requires(Permission.JOB_RUN))
def start_learning(change: WriteParam, project: str) -> Response:
    """Order a cycle now."""

    now = change.instance.job_service.now()

    def work(tx: WriteTransaction, _actor: str) -> LearningOrder:
        found = projects.get(tx, project).id
        return LearningOrder(order_cycle(tx, found, cycles.current_basis(tx, found), now))

    return change.apply(work)


@ROUTER.get("/v1/learning/units/{unit}", response_model=UnitConfidence, openapi_extra=requires(Permission.VIEW))
def explain_unit(instance: InstanceParam, unit: int) -> Response:
    """Why a unit takes its lane."""
    with instance.store.read() as view:
        review, score = reviews.get(view, unit), scores.find(view, unit)
    if score is None:
        return json_reply(UnitConfidence(unit, review.lane, None, None, ()))
    return json_reply(UnitConfidence(unit, score.lane, score.confidence, score.need, score.reasons))


def _status(view: ReadView, project: str) -> LearningStatus:
    cycle = cycles.find(view, project)
    if cycle is None:
        return LearningStatus(project, "", 0, None, NOTHING, False, None, None, "", {}, ())  # noqa: FBT003
    report: Mapping[str, Any] = cycle.report
    plain = ("decisions", "next_look", "forecast", "is_auto_open", "calibration_error", "digest")
    certificate = report["certificate"]
    return LearningStatus(
        project=project,
        at=cycle.at,
        **{name: report[name] for name in plain},
        certificate=CertificateInfo(**certificate) if certificate else None,
        lanes=scores.count_by_lane(view, project),
        analysts=tuple(AnalystRecord(**row) for row in report["analysts"]),
    )
