"""The projects: their folders, how far each is, and who belongs to it."""

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
from tui.widgets.cursor_pages import CursorWindow
from tui.widgets.fact_panel import FactPanel
from tui.widgets.row_list import RowList
from tui.widgets.row_source import RowSource
from tui.widgets.table_column import Cell, TableColumn

EMPTY = "No project yet.\nIn the folder of your SQL, type: specdeck init\nOr look around first: specdeck demo"


@dataclass(frozen=True, slots=True)
class ProjectProgress:
    """A project, and how far it is."""

    project: Project
    tally: Tally


def _errors(known: ProjectProgress) -> Cell:
    return Cell(str(known.tally.errors), Tone.BAD if known.tally.errors else Tone.QUIET)


def _done(known: ProjectProgress) -> Cell:
    tally = known.tally
    return Cell(
        progress_bar(tally.converted + tally.errors, tally.units, 10), Tone.ACCENT if tally.waiting else Tone.GOOD
    )


def _standing(known: ProjectProgress) -> Cell:
    if known.project.paused:
        return Cell("‖ paused", Tone.WARN)
    if known.tally.waiting:
        return Cell(f"▸ {known.tally.waiting} to do", Tone.ACCENT)
    return Cell("✓ up to date", Tone.GOOD)


COLUMNS: Sequence[TableColumn[ProjectProgress]] = (
    TableColumn("PROJECT", 0, lambda known: Cell(to_printable(known.project.name))),
    TableColumn("FILES", 6, lambda known: Cell(str(known.tally.files)), least=56, right=True),
    TableColumn("UNITS", 6, lambda known: Cell(str(known.tally.units)), right=True),
    TableColumn("ERRORS", 6, _errors, least=56, right=True),
    TableColumn("PROVED", 6, lambda known: Cell(str(known.tally.verdicts.get("proved", 0))), least=70, right=True),
    TableColumn("CONVERTED", 16, _done, least=90),
    TableColumn("NOW", 14, _standing),
)


class ProjectsScreen(DeckScreen):
    """All projects of this daemon; opening one shows its inbox."""

    NAME = "projects"
    BINDINGS: ClassVar[list[BindingType]] = []

    def body(self) -> ComposeResult:
        yield RowList[ProjectProgress](RowSource(self._fetch, lambda known: known.project.id, COLUMNS), EMPTY)
        yield FactPanel()

    async def load(self) -> None:
        await self.query_one(RowList).reload()

    def concerns(self, events: Sequence[Event]) -> bool:
        return any(event.type.startswith(("project.", "job.", "unit.", "member.", "policy.")) for event in events)

    async def _fetch(self, offset: int, limit: int) -> CursorWindow[ProjectProgress]:
        def read(client: Client) -> CursorWindow[ProjectProgress]:
            projects = list(client.projects.list())
            shown = projects[offset : offset + limit]
            return CursorWindow(
                [ProjectProgress(each, client.conversions.tally(each.name)) for each in shown], len(projects)
            )

        return await self.ask(read)

    def on_row_list_cursor_moved(self, message: RowList.CursorMoved) -> None:
        known = message.rows.current
        if isinstance(known, ProjectProgress):
            self.run_worker(self._describe(known), group="describe", exclusive=True)
        else:
            self.query_one(FactPanel).shut()

    async def on_row_list_opened(self, message: RowList.CursorMoved) -> None:
        known = message.rows.current
        if isinstance(known, ProjectProgress):
            await self.deck.enter(known.project.name)

    async def _describe(self, known: ProjectProgress) -> None:
        name = known.project.name

        def read(client: Client) -> tuple[MemberList, PolicyInfo]:
            return client.people.list(name), client.people.policy(name)

        try:
            members, policy = await self.ask(read)
        except ClientError as error:
            self.deck.complain_of_reading(error)
            return
        self.query_one(FactPanel).show(name, _facts(known, members, policy))


def _person(member: Member) -> str:
    return f"{member.name}, {member.role.value}" + (" (you)" if member.you else "")


def _facts(known: ProjectProgress, members: MemberList, policy: PolicyInfo) -> Mapping[str, str]:
    people = "\n".join(_person(member) for member in members.items)
    verdicts = ", ".join(f"{count} {verdict}" for verdict, count in sorted(known.tally.verdicts.items()))
    return {
        "folders": "\n".join(known.project.folders),
        "left out": ", ".join(known.project.ignore) or "nothing",
        "verdicts": verdicts or "none yet",
        "people": people or "nobody but the owner of this daemon",
        "policy": policy.text.strip() or "one approval; nobody reviews their own edit",
    }
