"""/v1/work/…: what workers ask and tell. These are the only routes that a worker's key reaches."""

from fastapi import Response

from daemon.server.instance import Here
from daemon.server.routing import needs, reply, resource
from daemon.wire.role import Permission
from daemon.wire.work import Assignments, Claim, Dropped, Holding, Outcomes, Report

router = resource("work")
# While the daemon drains, what was begun is finished; claims are answered with nothing.
WORK = needs(Permission.JOB_WORK, while_draining=True)


@router.post("/v1/work/claim", response_model=Assignments, openapi_extra=WORK)
def claim(instance: Here, asked: Claim) -> Response:
    """Ask for jobs of a lane, each with its payload."""
    if instance.admission.draining:
        return reply(Assignments((), instance.workplace.lease_s))
    return reply(instance.workplace.claim(asked))


@router.post("/v1/work/heartbeat", response_model=Dropped, openapi_extra=WORK)
def heartbeat(instance: Here, asked: Holding) -> Response:
    """Say that jobs are still being worked on."""
    return reply(instance.workplace.heartbeat(asked))


@router.post("/v1/work/report", response_model=Outcomes, openapi_extra=WORK)
def report(instance: Here, asked: Report) -> Response:
    """Tell what came of runs; results are applied here, in the transaction that ends their jobs."""
    return reply(instance.workplace.report(asked))


@router.post("/v1/work/give-back", response_model=Dropped, openapi_extra=WORK)
def give_back(instance: Here, asked: Holding) -> Response:
    """Hand back jobs that were not begun."""
    return reply(instance.workplace.give_back(asked))
