"""The projects: their folders, their progress and their members."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType

from daemon.client import Client, ClientError
from daemon.wire.conversion import Tally
from daemon.wire.event import Event
from daemon.wire.member import Member, MemberList, PolicyInfo
from daemon.wire.project import Project
from tui.appearance.badges import Tone
from tui.appearance.progress_bar import progress_bar
from tui.deck_screen import DeckScreen
from tui.printable import to_printable
from tui.screen_spec import ScreenSpec
from tui.widgets.cursor_pages import CursorWindow
from tui.widgets.fact_panel import FactPanel
from tui.widgets.row_list import ROW_LIST, RowList
from tui.widgets.row_source import RowSource
from tui.widgets.table_column import Cell, TableColumn

SCREEN = ScreenSpec(
    name="projects",
    title="Projects",
    load=lambda: ProjectsScreen,
    position=3,
    key="P",
    nodes=(ROW_LIST,),
    command="specdeck project list",
)
AFFECTING = ("project.", "job.", "unit.", "member.", "policy.")
EMPTY = "No project yet.\nIn the folder of your SQL, type: specdeck init\nOr try the demo first: specdeck demo"


@dataclass(frozen=True, slots=True)
class ProjectProgress:
    """A project and its progress."""

    project: Project
    tally: Tally


def _errors(row: ProjectProgress) -> Cell:
    return Cell(str(row.tally.errors), Tone.BAD if row.tally.errors else Tone.QUIET)


def _done(row: ProjectProgress) -> Cell:
    tally = row.tally
    return Cell(
        progress_bar(tally.converted + tally.errors, tally.units, 10), Tone.ACCENT if tally.waiting else Tone.GOOD
    )


def _status(row: ProjectProgress) -> Cell:
    if row.project.paused:
        return Cell("‖ paused", Tone.WARN)
    if row.tally.waiting:
        return Cell(f"▸ {row.tally.waiting} waiting", Tone.ACCENT)
    return Cell("✓ up to date", Tone.GOOD)


COLUMNS: Sequence[TableColumn[ProjectProgress]] = (
    TableColumn("PROJECT", 0, lambda row: Cell(to_printable(row.project.name))),
    TableColumn("FILES", 6, lambda row: Cell(str(row.tally.files)), least=56, right=True),
    TableColumn("UNITS", 6, lambda row: Cell(str(row.tally.units)), right=True),
    TableColumn("ERRORS", 6, _errors, least=56, right=True),
    TableColumn("PROVED", 6, lambda row: Cell(str(row.tally.verdicts.get("proved", 0))), least=70, right=True),
    TableColumn("CONVERTED", 16, _done, least=90),
    TableColumn("STATUS", 14, _status),
)


class ProjectsScreen(DeckScreen):
    """Lists the projects of this daemon; opening one shows its inbox."""

    NAME = "projects"
    BINDINGS: ClassVar[list[BindingType]] = []

    def body(self) -> ComposeResult:
        yield RowList[ProjectProgress](RowSource(self._fetch, lambda row: row.project.id, COLUMNS), EMPTY)
        yield FactPanel()

    async def load(self) -> None:
        await self.query_one(RowList).reload()

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
        except ClientError as error:
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
        "verdicts": verdicts or "none yet",
        "members": people or "only the owner of this daemon",
        "policy": policy.text.strip() or "one approval; no one reviews their own edit",
    }
