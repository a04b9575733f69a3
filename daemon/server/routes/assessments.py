"""/v1/projects/…/assessment: what a project holds, what is dangerous in it, and where to begin."""

from fastapi import Response

from daemon.server.http.routing import json_reply, requires, resource_router
from daemon.server.http.write_request import WriteParam
from daemon.server.instance import InstanceParam
from daemon.server.workers.order_assessments import order_assessment
from daemon.wire.assessment import AssessmentFigures, AssessmentOrder, AssessmentReport
from daemon.wire.role import Permission
from jobs.effects.assess.assess_inputs import basis_of
from store import WriteTransaction
from store.codebase import projects
from store.findings import assessments

PROJECT = "/v1/projects/{project}/assessment"
ROUTER = resource_router("assessments")


@ROUTER.get(PROJECT, response_model=AssessmentReport, openapi_extra=requires(Permission.VIEW))
def show_assessment(instance: InstanceParam, project: str) -> Response:
    """Return the last assessment, and the figures of each day."""
    with instance.store.read() as view:
        found = projects.get(view, project).id
        last, days = assessments.find(view, found), assessments.list_days(view, found)
    shown = tuple(AssessmentFigures(each.day, **each.figures) for each in days)
    if last is None:
        return json_reply(AssessmentReport(found, "", None, shown))
    return json_reply(AssessmentReport(found, last.at, last.report, shown))


@ROUTER.post(PROJECT, response_model=AssessmentOrder, openapi_extra=requires(Permission.JOB_RUN))
def start_assessment(change: WriteParam, project: str) -> Response:
    """Order an assessment now; it is made of what is converted now."""
    now = change.instance.job_service.now()

    def work(tx: WriteTransaction, _actor: str) -> AssessmentOrder:
        found = projects.get(tx, project).id
        return AssessmentOrder(order_assessment(tx, found, basis_of(tx, found), now))

    return change.apply(work)
