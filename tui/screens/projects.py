"""The projects: their folders, how far each is, and who belongs to it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType

from daemon.client import Client, ClientError
from daemon.wire.conversion import Tally
from daemon.wire.event import Event
from daemon.wire.member import Member, Members, Policy
from daemon.wire.project import Project
from tui.marks import Tone
from tui.printable import printable
from tui.progress import bar
from tui.screen import DeckScreen
from tui.widgets.chain import Stretch
from tui.widgets.column import Cell, Column
from tui.widgets.facts import Facts
from tui.widgets.rows import Rows
from tui.widgets.source import Source

EMPTY = "No project yet.\nIn the folder of your SQL, type: specdeck init\nOr look around first: specdeck demo"


@dataclass(frozen=True, slots=True)
class Known:
    """A project, and how far it is."""

    project: Project
    tally: Tally


def _errors(known: Known) -> Cell:
    return Cell(str(known.tally.errors), Tone.BAD if known.tally.errors else Tone.QUIET)


def _done(known: Known) -> Cell:
    tally = known.tally
    return Cell(bar(tally.converted + tally.errors, tally.units, 10), Tone.ACCENT if tally.waiting else Tone.GOOD)


def _standing(known: Known) -> Cell:
    if known.project.paused:
        return Cell("‖ paused", Tone.WARN)
    if known.tally.waiting:
        return Cell(f"▸ {known.tally.waiting} to do", Tone.ACCENT)
    return Cell("✓ up to date", Tone.GOOD)


COLUMNS: Sequence[Column[Known]] = (
    Column("PROJECT", 0, lambda known: Cell(printable(known.project.name))),
    Column("FILES", 6, lambda known: Cell(str(known.tally.files)), least=56, right=True),
    Column("UNITS", 6, lambda known: Cell(str(known.tally.units)), right=True),
    Column("ERRORS", 6, _errors, least=56, right=True),
    Column("PROVED", 6, lambda known: Cell(str(known.tally.verdicts.get("proved", 0))), least=70, right=True),
    Column("CONVERTED", 16, _done, least=90),
    Column("NOW", 14, _standing),
)


class ProjectsScreen(DeckScreen):
    """All projects of this daemon; opening one shows its inbox."""

    NAME = "projects"
    BINDINGS: ClassVar[list[BindingType]] = []

    def body(self) -> ComposeResult:
        yield Rows[Known](Source(self._fetch, lambda known: known.project.id, COLUMNS), EMPTY)
        yield Facts()

    async def load(self) -> None:
        await self.query_one(Rows).reload()

    def concerns(self, events: Sequence[Event]) -> bool:
        return any(event.type.startswith(("project.", "job.", "unit.", "member.", "policy.")) for event in events)

    async def _fetch(self, offset: int, limit: int) -> Stretch[Known]:
        def read(client: Client) -> Stretch[Known]:
            projects = list(client.projects.list())
            shown = projects[offset : offset + limit]
            return Stretch([Known(each, client.conversions.tally(each.name)) for each in shown], len(projects))

        return await self.ask(read)

    def on_rows_moved(self, message: Rows.Moved) -> None:
        known = message.rows.current
        if isinstance(known, Known):
            self.run_worker(self._describe(known), group="describe", exclusive=True)
        else:
            self.query_one(Facts).shut()

    async def on_rows_opened(self, message: Rows.Moved) -> None:
        known = message.rows.current
        if isinstance(known, Known):
            await self.deck.enter(known.project.name)

    async def _describe(self, known: Known) -> None:
        name = known.project.name

        def read(client: Client) -> tuple[Members, Policy]:
            return client.people.list(name), client.people.policy(name)

        try:
            members, policy = await self.ask(read)
        except ClientError as error:
            self.deck.complain_of_reading(error)
            return
        self.query_one(Facts).show(name, _facts(known, members, policy))


def _person(member: Member) -> str:
    return f"{member.name}, {member.role.value}" + (" (you)" if member.you else "")


def _facts(known: Known, members: Members, policy: Policy) -> Mapping[str, str]:
    people = "\n".join(_person(member) for member in members.items)
    verdicts = ", ".join(f"{count} {verdict}" for verdict, count in sorted(known.tally.verdicts.items()))
    return {
        "folders": "\n".join(known.project.folders),
        "left out": ", ".join(known.project.ignore) or "nothing",
        "verdicts": verdicts or "none yet",
        "people": people or "nobody but the owner of this daemon",
        "policy": policy.text.strip() or "one approval; nobody reviews their own edit",
    }
