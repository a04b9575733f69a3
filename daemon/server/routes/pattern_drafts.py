"""/v1/projects/…/pattern-drafts and pattern-discoveries: patterns that a model drafts or names. None is in use yet."""

from fastapi import Response

from daemon.server.http.routing import json_reply, requires, resource_router
from daemon.server.http.write_request import WriteParam
from daemon.server.instance import InstanceParam
from daemon.wire.codec import from_json
from daemon.wire.pattern_draft import DescribedPattern, DiscoveryOrder, DraftOrder, PatternDraftInfo
from daemon.wire.role import Permission
from jobs.job_order import JobOrder
from jobs.kinds.discover_patterns import KIND as DISCOVER
from jobs.kinds.draft_pattern import KIND
from jobs.ledger.enqueue import enqueue
from store import WriteTransaction
from store.codebase import projects
from store.core.errors import MissingError
from store.library.pattern_drafts import add_request, get_draft

ALL = "/v1/projects/{project}/pattern-drafts"
ROUTER = resource_router("patterns")


@ROUTER.post(ALL, status_code=202, response_model=DraftOrder, openapi_extra=requires(Permission.JOB_RUN))
def describe_pattern(write: WriteParam, project: str, body: DescribedPattern) -> Response:
    """Order a draft."""
    now = write.instance.job_service.now()

    def work(tx: WriteTransaction, actor: str) -> DraftOrder:
        found = projects.get(tx, project).id
        draft = add_request(tx, found, body.description, body.category, body.namespace)
        return DraftOrder(draft, enqueue(tx, JobOrder(KIND, found, draft, draft), now, actor).id)

    return write.apply(work, body, 202)


@ROUTER.get(f"{ALL}/{{draft}}", response_model=PatternDraftInfo, openapi_extra=requires(Permission.VIEW))
def show_draft(instance: InstanceParam, project: str, draft: str) -> Response:
    """Return a draft; it is not ready before a worker has answered."""
    with instance.store.read() as view:
        found = get_draft(view, draft)
        if found.project != projects.get(view, project).id:
            raise MissingError(f"The draft {draft} is not known.", "Describe the pattern again.")
    drafted = {"id": draft, "is_ready": found.draft is not None, **(found.draft or {})}
    return json_reply(from_json(PatternDraftInfo, drafted))


@ROUTER.post(
    "/v1/projects/{project}/pattern-discoveries",
    status_code=202,
    response_model=DiscoveryOrder,
    openapi_extra=requires(Permission.JOB_RUN),
)
def discover_patterns(write: WriteParam, project: str) -> Response:
    """Order a search for code that routines of the project repeat; what it finds is suggested to the library."""
    now = write.instance.job_service.now()

    def work(tx: WriteTransaction, actor: str) -> DiscoveryOrder:
        found = projects.get(tx, project).id
        return DiscoveryOrder(enqueue(tx, JobOrder(DISCOVER, found, f"project:{found}"), now, actor).id)

    return write.apply(work, None, 202)
