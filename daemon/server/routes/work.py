"""/v1/work/…: what workers ask and tell. These are the only routes that a worker's key reaches."""

from fastapi import Response

from daemon.server.http.routing import json_reply, requires, resource_router
from daemon.server.instance import InstanceParam
from daemon.wire.role import Permission
from daemon.wire.work import AssignmentBatch, Claim, DroppedJobs, HeldJobs, RunOutcomes, RunReport

ROUTER = resource_router("work")
# While the daemon drains, what was begun is finished; claims are answered with nothing.
WORK = requires(Permission.JOB_WORK, while_draining=True)


@ROUTER.post("/v1/work/claim", response_model=AssignmentBatch, openapi_extra=WORK)
def claim(instance: InstanceParam, asked: Claim) -> Response:
    """Ask for jobs of a queue, each with its payload."""
    if instance.admission.draining:
        return json_reply(AssignmentBatch((), instance.workplace.lease_s))
    return json_reply(instance.workplace.claim(asked))


@ROUTER.post("/v1/work/heartbeat", response_model=DroppedJobs, openapi_extra=WORK)
def heartbeat(instance: InstanceParam, asked: HeldJobs) -> Response:
    """Say that jobs are still being worked on."""
    return json_reply(instance.workplace.heartbeat(asked))


@ROUTER.post("/v1/work/report", response_model=RunOutcomes, openapi_extra=WORK)
def report(instance: InstanceParam, asked: RunReport) -> Response:
    """Tell what came of runs; results are applied here, in the transaction that ends their jobs."""
    return json_reply(instance.workplace.report(asked))


@ROUTER.post("/v1/work/give-back", response_model=DroppedJobs, openapi_extra=WORK)
def give_back(instance: InstanceParam, asked: HeldJobs) -> Response:
    """Hand back jobs that were not begun."""
    return json_reply(instance.workplace.give_back(asked))
