"""Changes of projects from their screen: add, remove, restore, rescan, ignore."""

from collections.abc import Callable
from pathlib import PurePosixPath

from daemon.client import Client, ClientError
from daemon.wire.errors import WireError
from daemon.wire.project import NewProject, Project, ProjectChange
from tui.deck_screen import DeckScreen
from tui.dialogs.confirm_dialog import ConfirmDialog
from tui.dialogs.line_dialog import LineDialog
from tui.printable import to_printable

Request = Callable[[Client], Project]
ADD = "The absolute path of a folder on the daemon's machine. Its name becomes the name of the project."
IGNORE = "Globs of files and folders to leave out, separated by blanks."
REMOVE = "Its files stay, and its review is kept: adding the folder again brings it back."


class ProjectChanges:
    """Asks what is needed for a change, and sends it."""

    def __init__(self, screen: DeckScreen) -> None:
        self._screen = screen
        self._removed = ""  # the project that can be brought back

    def ask_to_add(self) -> None:
        """Ask for a folder, and watch it as a new project."""
        self._screen.app.push_screen(LineDialog("Add a project", ADD), self._add)

    def ask_to_remove(self, project: Project) -> None:
        """Remove a project after a question."""

        def removed(_: Project) -> str:
            self._removed = project.name
            return f"Removed {to_printable(project.name)}. u brings it back."

        def remove() -> None:
            self._screen.deck.perform(lambda client: client.projects.remove(project.name, project.revision), removed)

        self._screen.app.push_screen(ConfirmDialog(f"Remove {to_printable(project.name)}?", REMOVE, remove))

    def restore(self) -> None:
        """Bring back the project that was removed last."""
        name = self._removed
        if not name:
            self._screen.deck.toasts.refuse("No project was removed in this session: specdeck project restore NAME.")
            return

        def restored(_: Project) -> str:
            self._removed = ""
            return f"Brought back {to_printable(name)}."

        self._screen.deck.perform(lambda client: client.projects.restore(name), restored)

    def ask_to_ignore(self, project: Project) -> None:
        """Ask which files to ignore."""

        def ignore(globs: str | None) -> None:
            if globs is not None:
                self._ignore(project, tuple(globs.split()))

        dialog = LineDialog(f"Ignore in {to_printable(project.name)}", IGNORE, " ".join(project.ignore), optional=True)
        self._screen.app.push_screen(dialog, ignore)

    def rescan(self, project: Project) -> None:
        """Compare all files of a project with what is known of them."""
        done = f"Comparing the files of {to_printable(project.name)}."
        self._send(lambda client: client.projects.rescan(project.name), done)

    def _add(self, folder: str | None) -> None:
        if not folder:
            return
        try:
            new = NewProject(PurePosixPath(folder).name, (folder,))
        except ValueError as error:
            self._screen.deck.toasts.warn(f"{to_printable(folder)} cannot be added: {error}.", ADD)
            return
        self._screen.run_worker(self._look_and_add(new), group="add-project")

    async def _look_and_add(self, new: NewProject) -> None:
        """Add a project; ask first if its folder should not be watched, such as a home folder."""

        def add() -> None:
            done = f"{to_printable(new.name)} is watched."
            self._send(lambda client: client.projects.add(new.name, new.folders), done)

        try:
            preview = await self._screen.ask(lambda client: client.projects.preview(new.name, new.folders))
        except (ClientError, WireError) as error:
            self._screen.deck.report(error)
            return
        warnings = [f"{each.warning.sentence} {each.warning.hint}" for each in preview.folders if each.warning]
        if warnings:
            self._screen.app.push_screen(ConfirmDialog(f"Add {to_printable(new.name)}?", " ".join(warnings), add))
        else:
            add()

    def _ignore(self, project: Project, globs: tuple[str, ...]) -> None:
        try:
            change = ProjectChange(ignore=globs)
        except ValueError as error:
            self._screen.deck.toasts.warn(f"These globs cannot be used: {error}.", IGNORE)
            return
        done = f"{to_printable(project.name)} ignores {', '.join(globs) or 'nothing'}."
        self._send(lambda client: client.projects.change(project.name, change, project.revision), done)

    def _send(self, request: Request, done: str) -> None:
        self._screen.deck.perform(request, lambda _: done)
