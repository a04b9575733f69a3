"""/v1/projects/…/template-drafts: templates of patterns that a model writes. A person saves one, or does not."""

from fastapi import Response

from daemon.server.http.routing import json_reply, requires, resource_router
from daemon.server.http.write_request import WriteParam
from daemon.server.instance import InstanceParam
from daemon.server.library.library_entries import get_entry
from daemon.wire.codec import from_json
from daemon.wire.pattern_draft import DraftOrder, TemplateDraftInfo, WantedTemplate
from daemon.wire.role import Permission
from jobs.job_order import JobOrder
from jobs.kinds.write_template import KIND
from jobs.ledger.enqueue import enqueue
from store import WriteTransaction
from store.codebase import projects
from store.core.errors import MissingError
from store.library.template_drafts import add_template_request, get_template_draft

ROUTER = resource_router("patterns")


@ROUTER.post(
    "/v1/projects/{project}/patterns/{pattern}/template-drafts",
    status_code=202,
    response_model=DraftOrder,
    openapi_extra=requires(Permission.JOB_RUN),
)
def draft_template(write: WriteParam, project: str, pattern: str, body: WantedTemplate) -> Response:
    """Order a template."""
    now = write.instance.job_service.now()

    def work(tx: WriteTransaction, actor: str) -> DraftOrder:
        found, entry = projects.get(tx, project).id, get_entry(tx, pattern)
        draft = add_template_request(tx, found, entry.pattern.id, body.language, body.values)
        return DraftOrder(draft, enqueue(tx, JobOrder(KIND, found, draft, draft), now, actor).id)

    return write.apply(work, body, 202)


@ROUTER.get(
    "/v1/projects/{project}/template-drafts/{draft}",
    response_model=TemplateDraftInfo,
    openapi_extra=requires(Permission.VIEW),
)
def show_template_draft(instance: InstanceParam, project: str, draft: str) -> Response:
    """Return a draft; it is not ready before a worker has answered."""
    with instance.store.read() as view:
        found = get_template_draft(view, draft)
        if found.project != projects.get(view, project).id:
            raise MissingError(f"The draft {draft} is not known.", "Ask for the template again.")
    drafted = found.draft or {"language": found.language}
    shown = {"id": draft, "pattern": found.pattern, "is_ready": found.draft is not None, **drafted}
    return json_reply(from_json(TemplateDraftInfo, shown))
