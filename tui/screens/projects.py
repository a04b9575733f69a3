"""The projects: their folders, their progress and their members."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from daemon.client import Client, ClientError
from daemon.wire.conversion import Tally
from daemon.wire.errors import WireError
from daemon.wire.event import Event
from daemon.wire.member import Member, MemberList, PolicyInfo
from daemon.wire.project import Project
from daemon.wire.role import Permission
from tui.appearance.badges import Tone
from tui.appearance.progress_bar import progress_bar
from tui.commands.shell_lines import ShellValues
from tui.deck_screen import DeckScreen
from tui.inbox.empty_inbox import NO_PROJECT
from tui.lists.cursor_pages import CursorWindow
from tui.lists.row_list import ROW_LIST, RowList
from tui.lists.row_source import RowSource
from tui.lists.table_column import Cell, TableColumn
from tui.local_time import full_time
from tui.printable import to_printable
from tui.project_changes import ProjectChanges
from tui.screen_spec import ScreenSpec
from tui.widgets.fact_panel import FactPanel

SCREEN = ScreenSpec(
    name="projects",
    title="Projects",
    load=lambda: ProjectsScreen,
    position=3,
    key="P",
    nodes=(ROW_LIST,),
    command="specdeck project list",
    shell_lines={
        "projects.add": "specdeck project add NAME FOLDER",
        "projects.remove": "specdeck project remove {shown}",
        "projects.restore": "specdeck project restore NAME",
    },
)
AFFECTING = ("project.", "job.", "unit.", "member.", "policy.")


@dataclass(frozen=True, slots=True)
class ProjectProgress:
    """A project and its progress."""

    project: Project
    tally: Tally


def _errors(row: ProjectProgress) -> Cell:
    return Cell(str(row.tally.errors), Tone.BAD if row.tally.errors else Tone.QUIET)


def _done(row: ProjectProgress) -> Cell:
    tally = row.tally
    return Cell(progress_bar(tally.files_done, tally.files, 10), Tone.ACCENT if tally.waiting else Tone.GOOD)


def _status(row: ProjectProgress) -> Cell:
    if row.project.paused:
        return Cell("‖ paused", Tone.WARN)
    if row.tally.waiting:
        return Cell(f"▸ {row.tally.files_done} of {row.tally.files} files", Tone.ACCENT)
    return Cell("✓ up to date", Tone.GOOD)


COLUMNS: Sequence[TableColumn[ProjectProgress]] = (
    TableColumn("PROJECT", 0, lambda row: Cell(to_printable(row.project.name))),
    TableColumn("FILES", 6, lambda row: Cell(str(row.tally.files)), least=56, right=True),
    TableColumn("UNITS", 6, lambda row: Cell(str(row.tally.units)), right=True),
    TableColumn("ERRORS", 6, _errors, least=56, right=True),
    TableColumn("PROVED", 6, lambda row: Cell(str(row.tally.verdicts.get("proved", 0))), least=70, right=True),
    TableColumn("CONVERTED", 16, _done, least=90),
    TableColumn("STATUS", 20, _status),
)


class ProjectsScreen(DeckScreen):
    """Lists the projects of this daemon; opening one shows its inbox."""

    NAME = "projects"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("a", "add", "add", id="projects.add"),
        Binding("x", "remove", "remove", id="projects.remove"),
        Binding("u", "restore", "bring back", id="projects.restore", show=False),
        Binding("R", "rescan", "rescan", id="projects.rescan"),
        Binding("i", "ignore", "ignore", id="projects.ignore"),
    ]
    NEEDS: ClassVar[Mapping[str, Permission]] = {
        "add": Permission.PROJECT_EDIT,
        "remove": Permission.PROJECT_DELETE,
        "restore": Permission.PROJECT_DELETE,
        "rescan": Permission.PROJECT_EDIT,
        "ignore": Permission.PROJECT_EDIT,
    }

    def __init__(self) -> None:
        super().__init__()
        self._changes = ProjectChanges(self)

    def body(self) -> ComposeResult:
        yield RowList[ProjectProgress](RowSource(self._fetch, lambda row: row.project.id, COLUMNS), NO_PROJECT)
        yield FactPanel()

    async def load(self) -> None:
        await self.query_one(RowList).reload()

    def disabled_reason(self, action: str, parameters: tuple[object, ...] = ()) -> str | None:  # noqa: ARG002 - has none
        needed, user = self.NEEDS.get(action), self.deck.user
        if needed is None or user.may(needed):
            return None
        return f"Not for a {user.role.value}: it needs the permission to {needed.value}."

    def shell_values(self) -> ShellValues:
        row = self._current
        return {"shown": row.project.name if row else "NAME"}

    # --- keys

    def action_add(self) -> None:
        """Watch another folder."""
        self._changes.ask_to_add()

    def action_remove(self) -> None:
        """Remove the project under the cursor, after a question."""
        if row := self._current:
            self._changes.ask_to_remove(row.project)

    def action_restore(self) -> None:
        """Bring back the project that was removed last."""
        self._changes.restore()

    def action_rescan(self) -> None:
        """Compare the files of the project with what is known of them."""
        if row := self._current:
            self._changes.rescan(row.project)

    def action_ignore(self) -> None:
        """Choose which files of the project to ignore."""
        if row := self._current:
            self._changes.ask_to_ignore(row.project)

    @property
    def _current(self) -> ProjectProgress | None:
        return self.query_one(RowList).current

    # --- reading

    def is_affected_by(self, events: Sequence[Event]) -> bool:
        return any(event.type.startswith(AFFECTING) for event in events)

    async def _fetch(self, offset: int, limit: int) -> CursorWindow[ProjectProgress]:
        def read(client: Client) -> CursorWindow[ProjectProgress]:
            projects = list(client.projects.list())
            shown = projects[offset : offset + limit]
            return CursorWindow(
                [ProjectProgress(each, client.conversions.tally(each.name)) for each in shown], len(projects)
            )

        return await self.ask(read)

    def on_row_list_cursor_moved(self, message: RowList.CursorMoved) -> None:
        row = message.rows.current
        if isinstance(row, ProjectProgress):
            self.run_worker(self._describe(row), group="describe", exclusive=True)
        else:
            self.query_one(FactPanel).close()

    async def on_row_list_opened(self, message: RowList.CursorMoved) -> None:
        row = message.rows.current
        if isinstance(row, ProjectProgress):
            await self.deck.enter(row.project.name)

    async def _describe(self, row: ProjectProgress) -> None:
        name = row.project.name

        def read(client: Client) -> tuple[MemberList, PolicyInfo]:
            return client.people.list(name), client.people.policy(name)

        try:
            members, policy = await self.ask(read)
        except (ClientError, WireError) as error:
            self.deck.report_read(error)
            return
        self.query_one(FactPanel).show(name, _facts(row, members, policy))


def _member(member: Member) -> str:
    return f"{member.name}, {member.role.value}" + (" (you)" if member.you else "")


def _facts(row: ProjectProgress, members: MemberList, policy: PolicyInfo) -> Mapping[str, str]:
    people = "\n".join(_member(member) for member in members.items)
    verdicts = ", ".join(f"{count} {verdict}" for verdict, count in sorted(row.tally.verdicts.items()))
    return {
        "folders": "\n".join(row.project.folders),
        "ignored": ", ".join(row.project.ignore) or "nothing",
        "files": f"{row.tally.files_done} of {row.tally.files} converted",
        "last change": full_time(row.tally.changed) if row.tally.changed else "none yet",
        "verdicts": verdicts or "none yet",
        "members": people or "only the owner of this daemon",
        "policy": policy.text.strip() or "one approval; no one reviews their own edit",
    }
