"""/v1/projects/…/batches, /v1/batches/…: questions that are asked together, at half the price."""

from fastapi import Response

from daemon.server.http.routing import RowNumber, json_reply, requires, resource_router
from daemon.server.http.write_request import WriteParam
from daemon.server.instance import InstanceParam
from daemon.wire.cost import BatchInfo, BatchList
from daemon.wire.role import Permission
from engine.review.refusal import Refusal
from store import ReadView, WriteTransaction
from store.codebase import projects
from store.cost import batch_costs, batch_questions, batches
from store.cost.batches import BatchRow, BatchState

MOST = 50
ROUTER = resource_router("batches")


@ROUTER.get("/v1/projects/{project}/batches", response_model=BatchList, openapi_extra=requires(Permission.VIEW))
def list_batches(instance: InstanceParam, project: str) -> Response:
    """The latest batches of a project."""
    with instance.store.read() as view:
        found = projects.get(view, project).id
        items = tuple(_info(view, each) for each in batches.list_latest(view, found, MOST))
        return json_reply(BatchList(items, batch_questions.count_waiting(view, found)))


@ROUTER.post(
    "/v1/projects/{project}/batches/{batch}/cancel",
    response_model=BatchInfo,
    openapi_extra=requires(Permission.JOB_RUN),
)
def cancel_batch(write: WriteParam, project: str, batch: RowNumber) -> Response:
    """Ask for no further answers of a batch; what was answered is kept and paid for."""

    def work(tx: WriteTransaction, actor: str) -> BatchInfo:
        found = batches.get(tx, batch)
        if found.project != projects.get(tx, project).id:
            raise Refusal("project", f"Batch {batch} is not of this project.", "specdeck cost batches lists them.")
        if found.state is not BatchState.SUBMITTED:
            raise Refusal("state", f"Batch {batch} is {found.state}.", "Only a submitted batch can be cancelled.")
        batches.cancel(tx, batch, actor)
        return _info(tx, batches.get(tx, batch))

    return write.apply(work, None)


def _info(view: ReadView, batch: BatchRow) -> BatchInfo:
    costs = batch_costs.find_costs(view, batch.id)
    return BatchInfo(
        batch.id,
        batch.model,
        batch.state.value,
        batch.questions,
        batch.cancelled,
        costs.reserved,
        costs.spent,
        batch.at,
    )
