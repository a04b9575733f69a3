"""Projects, for clients."""

from collections.abc import Iterator, Sequence
from urllib.parse import quote

from daemon.client.transport.http_session import HttpSession
from daemon.wire.project import NewProject, Project, ProjectChange, ProjectPage
from daemon.wire.project_preview import ProjectPreview

PATH = "/v1/projects"


class Projects:
    """Named sets of watched folders."""

    def __init__(self, exchange: HttpSession) -> None:
        self._exchange = exchange

    def list(self) -> Iterator[Project]:
        """Yield all projects, by name."""
        cursor: str | None = ""
        while cursor is not None:
            page = self._exchange.get(ProjectPage, PATH, {"cursor": cursor})
            yield from page.items
            cursor = page.next

    def get(self, name: str) -> Project:
        """Return one project, by name or id."""
        return self._exchange.get(Project, _path(name))

    def add(self, name: str, folders: Sequence[str], ignore: Sequence[str] = ()) -> Project:
        """Add a project with these folders, given as absolute paths on the daemon's machine."""
        return self._exchange.change(Project, "POST", PATH, NewProject(name, tuple(folders), tuple(ignore)))

    def preview(self, name: str, folders: Sequence[str], ignore: Sequence[str] = ()) -> ProjectPreview:
        """Return what adding a project would do; nothing is added."""
        asked = NewProject(name, tuple(folders), tuple(ignore))
        return self._exchange.change(ProjectPreview, "POST", f"{PATH}/preview", asked)

    def change(self, name: str, change: ProjectChange, revision: int | None = None) -> Project:
        """Change a project if it still has this revision; with None, any."""
        return self._exchange.change(Project, "PATCH", _path(name), change, revision)

    def remove(self, name: str, revision: int | None = None) -> Project:
        """Remove a project; its files and its review stay."""
        return self._exchange.change(Project, "DELETE", _path(name), None, revision)

    def purge(self, name: str, revision: int | None = None) -> Project:
        """Delete a project with its review; its files stay."""
        return self._exchange.change(Project, "DELETE", f"{_path(name)}?purge=true", None, revision)

    def rescan(self, name: str) -> Project:
        """Compare all files of a project with what is known of them."""
        return self._exchange.change(Project, "POST", f"{_path(name)}/rescan")

    def restore(self, name: str) -> Project:
        """Bring back a removed project with its review."""
        return self._exchange.change(Project, "POST", f"/v1/removed-projects/{quote(name, safe='')}/restore")


def _path(name: str) -> str:
    return f"{PATH}/{quote(name, safe='')}"
