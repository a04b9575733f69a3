"""/v1/projects/…/views: saved queries, each person's own."""

from collections.abc import Callable

from fastapi import Response

from daemon.server.change import Asked, Change
from daemon.server.errors import ServerError
from daemon.server.instance import Here
from daemon.server.routing import Speaking, needs, reply, resource
from daemon.wire.inbox import SavedView, SavedViews, ViewChange
from daemon.wire.role import Permission
from store import Transaction, View, projects, views

ONE = "/v1/projects/{project}/views/{name:path}"  # a name may hold a slash
router = resource("views")


class ViewNameError(ServerError):
    """The path and the body name two views."""

    code = "view.name"
    status = 422


@router.get("/v1/projects/{project}/views", response_model=SavedViews, openapi_extra=needs(Permission.VIEW))
def list_views(instance: Here, speaker: Speaking, project: str) -> Response:
    """One's own views, by name."""
    with instance.store.read() as view:
        return reply(_views(view, projects.get(view, project).id, speaker.account))


@router.put(ONE, response_model=SavedViews, openapi_extra=needs(Permission.VIEW))
def save_view(change: Asked, project: str, name: str, asked: SavedView) -> Response:
    """Keep a view, in the place of one of the same name."""
    if name != asked.name:
        raise ViewNameError(f"The path names the view {name}, the body {asked.name}.", "Send one name.")

    def work(tx: Transaction, actor: str) -> SavedViews:
        number = projects.get(tx, project).id
        views.save(tx, number, actor, views.Saved(asked.name, asked.where, asked.sort), change.revision)
        return _views(tx, number, change.speaker.account)

    return change.apply(work, asked, current=_current(change, project))


@router.patch(ONE, response_model=SavedViews, openapi_extra=needs(Permission.VIEW))
def rename_view(change: Asked, project: str, name: str, asked: ViewChange) -> Response:
    """Give a view another name."""

    def work(tx: Transaction, actor: str) -> SavedViews:
        number = projects.get(tx, project).id
        views.rename(tx, number, actor, name, asked.name, change.revision)
        return _views(tx, number, change.speaker.account)

    return change.apply(work, asked, current=_current(change, project))


@router.delete(ONE, response_model=SavedViews, openapi_extra=needs(Permission.VIEW))
def forget_view(change: Asked, project: str, name: str) -> Response:
    """Forget a view."""

    def work(tx: Transaction, actor: str) -> SavedViews:
        number = projects.get(tx, project).id
        views.forget(tx, number, actor, name, change.revision)
        return _views(tx, number, change.speaker.account)

    return change.apply(work, current=_current(change, project))


def _current(change: Change, project: str) -> Callable[[View], SavedViews]:
    """All views as they are now: what a stale change met."""
    return lambda view: _views(view, projects.get(view, project).id, change.speaker.account)


def _views(view: View, project: str, account: str) -> SavedViews:
    found = views.of(view, project, account)
    return SavedViews(tuple(SavedView(each.name, each.where, each.sort, each.revision) for each in found))
