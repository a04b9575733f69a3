"""/v1/projects/…/assessment: what a project holds, what is dangerous in it, and where to begin."""

from collections.abc import Mapping
from typing import Any

from fastapi import Response

from daemon.server.http.routing import json_reply, requires, resource_router
from daemon.server.http.write_request import WriteParam
from daemon.server.instance import InstanceParam
from daemon.server.workers.order_assessments import order_assessment
from daemon.wire.assessment import AssessmentFigures, AssessmentOrder, AssessmentReport
from daemon.wire.role import Permission
from jobs.effects.assess.assess_inputs import basis_of
from jobs.kinds.assess.assess_input import assessment_rules
from store import ReadView, WriteTransaction
from store.codebase import conversions, projects
from store.findings import assessments

PROJECT = "/v1/projects/{project}/assessment"
ROUTER = resource_router("assessments")


@ROUTER.get(PROJECT, response_model=AssessmentReport, openapi_extra=requires(Permission.VIEW))
def show_assessment(instance: InstanceParam, project: str) -> Response:
    """Return the last assessment, and the figures of each day."""
    with instance.store.read() as view:
        found = projects.get(view, project).id
        last, days = assessments.find(view, found), assessments.list_days(view, found)
        report = _numbered(view, found, last.report) if last else None
    shown = tuple(AssessmentFigures(each.day, **each.figures) for each in days)
    return json_reply(AssessmentReport(found, last.at if last else "", report, shown))


@ROUTER.post(PROJECT, response_model=AssessmentOrder, openapi_extra=requires(Permission.JOB_RUN))
def start_assessment(change: WriteParam, project: str) -> Response:
    """Order an assessment now; it is made of what is converted now."""
    now = change.instance.job_service.now()
    assessment_rules()  # takes a moment the first time, which no transaction should wait for
    with change.instance.store.read() as view:  # looks into the folders, which no writer should wait for
        basis = basis_of(view, projects.get(view, project).id)

    def work(tx: WriteTransaction, _actor: str) -> AssessmentOrder:
        return AssessmentOrder(order_assessment(tx, projects.get(tx, project).id, basis, now))

    return change.apply(work)


def _numbered(view: ReadView, project: str, report: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return the report with the numbers of the units to begin with; None for a statement without one."""
    return {**report, "start_here": [{**each, "id": _number(view, project, each)} for each in report["start_here"]]}


def _number(view: ReadView, project: str, point: Mapping[str, Any]) -> int | None:
    named = conversions.list_named(view, project, point["kind"], point["unit"])
    if named:
        return named[-1].id
    return None
