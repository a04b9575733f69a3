"""/v1/work/…: claims and reports of workers; the only routes that a worker's key may use."""

from fastapi import Response
from fastapi.concurrency import run_in_threadpool

from daemon.server.http.routing import json_reply, requires, resource_router
from daemon.server.instance import InstanceParam
from daemon.wire.role import Permission
from daemon.wire.work import AssignmentBatch, Claim, DroppedJobs, HeldJobs, RunOutcomes, RunReport

ROUTER = resource_router("work")
# While the daemon drains, running jobs finish; claims return nothing.
WORK = requires(Permission.JOB_WORK, while_draining=True)


@ROUTER.post("/v1/work/claim", response_model=AssignmentBatch, openapi_extra=WORK)
def claim(instance: InstanceParam, body: Claim) -> Response:
    """Give jobs of a queue to a worker, each with its payload."""
    if instance.drain_gate.draining:
        return json_reply(AssignmentBatch((), instance.job_service.lease_s))
    return json_reply(instance.job_service.claim(body))


@ROUTER.post("/v1/work/heartbeat", response_model=DroppedJobs, openapi_extra=WORK)
def heartbeat(instance: InstanceParam, body: HeldJobs) -> Response:
    """Extend the leases of running jobs."""
    return json_reply(instance.job_service.heartbeat(body))


@ROUTER.post("/v1/work/report", response_model=RunOutcomes, openapi_extra=WORK)
async def report(instance: InstanceParam, body: RunReport) -> Response:
    """Check the results of runs, then apply them in the transaction that ends their jobs."""
    checked = await instance.job_service.result_checks.check(body)
    return json_reply(await run_in_threadpool(instance.job_service.report, checked))


@ROUTER.post("/v1/work/give-back", response_model=DroppedJobs, openapi_extra=WORK)
def give_back(instance: InstanceParam, body: HeldJobs) -> Response:
    """Take back jobs that were not started."""
    return json_reply(instance.job_service.give_back(body))
