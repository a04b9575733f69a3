"""/v1/projects: named sets of watched folders."""

from dataclasses import asdict
from pathlib import Path
from typing import Annotated

from fastapi import Query, Response

from daemon.server.http.paging import next_cursor
from daemon.server.http.routing import json_reply, requires, resource_router
from daemon.server.http.write_request import WriteParam
from daemon.server.instance import InstanceParam
from daemon.server.watcher.preview_folder import preview_folder
from daemon.wire.project import NewProject, Project, ProjectChange, ProjectPage
from daemon.wire.project_preview import ProjectPreview
from daemon.wire.role import Permission
from store import ReadView, WriteTransaction
from store.codebase import projects

ROUTER = resource_router("projects")


@ROUTER.get("/v1/projects", response_model=ProjectPage, openapi_extra=requires(Permission.VIEW))
def list_projects(
    instance: InstanceParam, cursor: str = "", limit: Annotated[int, Query(ge=1, le=500)] = 200
) -> Response:
    """Return a page of projects, by name."""
    with instance.store.read() as view:
        found = projects.page(view, cursor, limit + 1)
    cursor_after = next_cursor(found, limit, lambda each: each.name)
    return json_reply(ProjectPage(tuple(map(_of, found[:limit])), cursor_after))


@ROUTER.post("/v1/projects", status_code=201, response_model=Project, openapi_extra=requires(Permission.PROJECT_EDIT))
def add_project(write: WriteParam, body: NewProject) -> Response:
    """Add a project with these folders."""

    def work(tx: WriteTransaction, actor: str) -> Project:
        return _of(projects.add(tx, body.name, body.folders, actor, body.ignore))

    added = write.apply(work, body, 201)
    write.instance.project_watches.refresh()
    return added


@ROUTER.post("/v1/projects/preview", response_model=ProjectPreview, openapi_extra=requires(Permission.PROJECT_EDIT))
def preview_project(body: NewProject) -> Response:
    """Return what adding this project would do; nothing is added."""
    return json_reply(ProjectPreview(tuple(preview_folder(Path(folder), body.ignore) for folder in body.folders)))


@ROUTER.get("/v1/projects/{project}", response_model=Project, openapi_extra=requires(Permission.VIEW))
def show_project(instance: InstanceParam, project: str) -> Response:
    """Return one project, by name or id."""
    with instance.store.read() as view:
        found = _of(projects.get(view, project))
    return json_reply(found, revision=found.revision)


@ROUTER.patch("/v1/projects/{project}", response_model=Project, openapi_extra=requires(Permission.PROJECT_EDIT))
def change_project(write: WriteParam, project: str, body: ProjectChange) -> Response:
    """Change the name, folders or ignored globs of a project, all or nothing."""

    def work(tx: WriteTransaction, actor: str) -> Project:
        found, revision = projects.get(tx, project), write.revision
        if body.folders is not None:
            found = projects.set_folders(tx, found.id, body.folders, revision, actor)
            revision = None
        if body.ignore is not None:
            found, revision = projects.set_ignored(tx, found.id, body.ignore, revision, actor), None
        if body.name is not None:
            found = projects.rename(tx, found.id, body.name, revision, actor)
        return _of(found)

    changed = write.apply(work, body, current=_current(project))
    write.instance.project_watches.refresh()
    return changed


@ROUTER.delete("/v1/projects/{project}", response_model=Project, openapi_extra=requires(Permission.PROJECT_DELETE))
def remove_project(write: WriteParam, project: str, purge: Annotated[bool, Query()] = False) -> Response:  # noqa: FBT002  a query
    """Remove a project; its files and its review stay. With `purge`, its review is deleted."""
    end = projects.purge if purge else projects.remove

    def work(tx: WriteTransaction, actor: str) -> Project:
        return _of(end(tx, project, write.revision, actor))

    removed = write.apply(work, current=_current(project))
    write.instance.project_watches.refresh()
    return removed


@ROUTER.post(
    "/v1/removed-projects/{removed}/restore",
    response_model=Project,
    openapi_extra=requires(Permission.PROJECT_DELETE),
)
def restore_project(write: WriteParam, removed: str) -> Response:
    """Bring back a removed project, by name, with everything that was decided in it."""

    def work(tx: WriteTransaction, actor: str) -> Project:
        return _of(projects.restore(tx, removed, actor))

    restored = write.apply(work)
    write.instance.project_watches.refresh()
    return restored


@ROUTER.post("/v1/projects/{project}/rescan", response_model=Project, openapi_extra=requires(Permission.PROJECT_EDIT))
def rescan_project(write: WriteParam, project: str) -> Response:
    """Compare all files of a project with what is known of them; this happens by itself after each change."""

    def work(tx: WriteTransaction, actor: str) -> Project:  # noqa: ARG001  what apply passes
        return _of(projects.get(tx, project))

    found = write.apply(work)
    with write.instance.store.read() as view:
        write.instance.project_watches.rescan(projects.get(view, project).id)
    return found


def _current(project: str):  # noqa: ANN202  what WriteRequest.apply takes
    def current(view: ReadView) -> Project:
        return _of(projects.get(view, project))

    return current


def _of(project: projects.ProjectRow) -> Project:
    return Project(**asdict(project))
