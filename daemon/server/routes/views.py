"""/v1/projects/…/views: saved queries, each person's own."""

from fastapi import Response

from daemon.server.change import Asked
from daemon.server.errors import ServerError
from daemon.server.instance import Here
from daemon.server.routing import Speaking, needs, reply, resource
from daemon.wire.inbox import SavedView, SavedViews
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
        views.save(tx, number, actor, views.Saved(asked.name, asked.where, asked.sort))
        return _views(tx, number, change.speaker.account)

    return change.apply(work, asked)


@router.delete(ONE, response_model=SavedViews, openapi_extra=needs(Permission.VIEW))
def forget_view(change: Asked, project: str, name: str) -> Response:
    """Forget a view."""

    def work(tx: Transaction, actor: str) -> SavedViews:
        number = projects.get(tx, project).id
        views.forget(tx, number, actor, name)
        return _views(tx, number, change.speaker.account)

    return change.apply(work)


def _views(view: View, project: str, account: str) -> SavedViews:
    return SavedViews(tuple(SavedView(each.name, each.where, each.sort) for each in views.of(view, project, account)))
