"""/v1/projects/…/views: the saved queries of the caller."""

from collections.abc import Callable

from fastapi import Response

from daemon.server.errors import ServerError
from daemon.server.http.routing import CallerParam, json_reply, requires, resource_router
from daemon.server.http.write_request import WriteParam, WriteRequest
from daemon.server.instance import InstanceParam
from daemon.wire.inbox import SavedView, SavedViews, ViewChange
from daemon.wire.role import Permission
from store import ReadView, WriteTransaction
from store.codebase import projects
from store.review import saved_views

ONE = "/v1/projects/{project}/views/{name:path}"  # a name may hold a slash
ROUTER = resource_router("views")


class ViewNameError(ServerError):
    """The path and the body name different views."""

    code = "view.name"
    status = 422


@ROUTER.get("/v1/projects/{project}/views", response_model=SavedViews, openapi_extra=requires(Permission.VIEW))
def list_views(instance: InstanceParam, caller: CallerParam, project: str) -> Response:
    """Return the caller's views, by name."""
    with instance.store.read() as view:
        return json_reply(_views(view, projects.get(view, project).id, caller.account))


@ROUTER.put(ONE, response_model=SavedViews, openapi_extra=requires(Permission.VIEW))
def save_view(write: WriteParam, project: str, name: str, body: SavedView) -> Response:
    """Save a view; one with the same name is replaced."""
    if name != body.name:
        raise ViewNameError(f"The path names the view {name}, the body {body.name}.", "Use the same name in both.")

    def work(tx: WriteTransaction, actor: str) -> SavedViews:
        number = projects.get(tx, project).id
        saved_views.save(tx, number, actor, saved_views.SavedQuery(body.name, body.where, body.sort), write.revision)
        return _views(tx, number, write.caller.account)

    return write.apply(work, body, current=_current(write, project))


@ROUTER.patch(ONE, response_model=SavedViews, openapi_extra=requires(Permission.VIEW))
def rename_view(write: WriteParam, project: str, name: str, body: ViewChange) -> Response:
    """Rename a view."""

    def work(tx: WriteTransaction, actor: str) -> SavedViews:
        number = projects.get(tx, project).id
        saved_views.rename(tx, number, actor, name, body.name, write.revision)
        return _views(tx, number, write.caller.account)

    return write.apply(work, body, current=_current(write, project))


@ROUTER.delete(ONE, response_model=SavedViews, openapi_extra=requires(Permission.VIEW))
def delete_view(write: WriteParam, project: str, name: str) -> Response:
    """Delete a view."""

    def work(tx: WriteTransaction, actor: str) -> SavedViews:
        number = projects.get(tx, project).id
        saved_views.delete(tx, number, actor, name, write.revision)
        return _views(tx, number, write.caller.account)

    return write.apply(work, current=_current(write, project))


def _current(write: WriteRequest, project: str) -> Callable[[ReadView], SavedViews]:
    """Return all views, as the current state for a stale change."""
    return lambda view: _views(view, projects.get(view, project).id, write.caller.account)


def _views(view: ReadView, project: str, account: str) -> SavedViews:
    found = saved_views.list_views(view, project, account)
    return SavedViews(tuple(SavedView(each.name, each.where, each.sort, each.revision) for each in found))
