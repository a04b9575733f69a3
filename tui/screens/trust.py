"""Trust: the analysts with their records, against the mean of the project."""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import fmean
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType

from daemon.wire.event import Event
from daemon.wire.learning import AnalystRecord
from tui.appearance.badges import Badge, Tone, badge_for
from tui.commands.shell_lines import ShellValues
from tui.deck_screen import DeckScreen
from tui.learning.bars import band, bar
from tui.lists.row_list import ROW_LIST, RowList
from tui.lists.sorted_source import sorted_source
from tui.lists.table_column import MIDDLE, Cell, TableColumn
from tui.printable import to_printable
from tui.screen_spec import ScreenSpec
from tui.widgets.fact_panel import FactPanel

SCREEN = ScreenSpec(
    name="trust",
    title="Trust",
    load=lambda: TrustScreen,
    position=9,
    key="U",
    tab=False,
    nodes=(ROW_LIST,),
    command="specdeck trust {project}",
)
EMPTY = "No analyst has a record yet.\nDecisions on proposals and on lifted specs make one."
COMPONENTS = ("accuracy", "reliability", "consistency", "timeliness")
BAR, BAND = 12, 20
TRENDS = {
    "improving": Badge("↗", "improving", Tone.GOOD),
    "stable": Badge("→", "stable", Tone.QUIET),
    "declining": Badge("↘", "declining", Tone.WARN),
}
STATES = {
    "enabled": Badge("✓", "enabled", Tone.GOOD),
    "alert": Badge("!", "alert", Tone.WARN),
    "disabled": Badge("✗", "disabled", Tone.BAD),
}


@dataclass(frozen=True, slots=True)
class TrustRow:
    """An analyst beside the mean of the project."""

    record: AnalystRecord
    mean: float


def _share(value: float | None) -> Cell:
    return Cell("-" if value is None else f"{value:.0%}")


def _analyst(row: TrustRow) -> Cell:
    return Cell(to_printable(row.record.analyst))


def _trust(row: TrustRow) -> Cell:
    return _share(row.record.overall)


def _yes(row: TrustRow) -> Cell:
    return _share(row.record.approval_rate)


def _seen(row: TrustRow) -> Cell:
    return Cell(str(row.record.outcomes))


def _trend(row: TrustRow) -> Cell:
    found = badge_for(TRENDS, row.record.trend)
    return Cell(str(found), found.tone)


def _state(row: TrustRow) -> Cell:
    found = badge_for(STATES, row.record.state)
    return Cell(str(found), found.tone)


def _against_mean(row: TrustRow) -> Cell:
    points = round(100 * (row.record.overall - row.mean))
    return Cell(f"{points:+d}", Tone.BAD if points < 0 else Tone.QUIET)


def _band(row: TrustRow) -> Cell:
    record = row.record
    return Cell(band(record.low, record.high, record.overall, BAND), Tone.QUIET)


COLUMNS: Sequence[TableColumn[TrustRow]] = (
    TableColumn("ANALYST", 0, _analyst, field="analyst", value=lambda row: row.record.analyst),
    TableColumn("TRUST", 5, _trust, right=True, field="trust", value=lambda row: row.record.overall),
    TableColumn("", BAR, lambda row: Cell(bar(row.record.overall, BAR), Tone.ACCENT), least=MIDDLE),
    TableColumn("± MEAN", 6, _against_mean, least=MIDDLE, right=True),
    TableColumn("0        BAND      1", BAND, _band, least=110),
    TableColumn("TREND", 11, _trend, least=70),
    TableColumn("YES", 4, _yes, right=True, field="yes", value=lambda row: row.record.approval_rate),
    TableColumn("SEEN", 4, _seen, least=MIDDLE, right=True, field="seen", value=lambda row: row.record.outcomes),
    TableColumn("STATE", 10, _state),
)


class TrustScreen(DeckScreen):
    """Lists analysts, like `specdeck trust`; below, the components of the one under the cursor."""

    NAME = "trust"
    BINDINGS: ClassVar[list[BindingType]] = []

    def body(self) -> ComposeResult:
        yield RowList[TrustRow](sorted_source(self._read, lambda row: row.record.analyst, COLUMNS, opens=False), EMPTY)
        yield FactPanel()

    async def load(self) -> None:
        await self.query_one(RowList).reload()

    def is_affected_by(self, events: Sequence[Event]) -> bool:
        return any(event.type == "learning.cycle" for event in events)

    def shell_values(self) -> ShellValues:
        return {"project": self.deck.project}

    def on_row_list_cursor_moved(self, message: RowList.CursorMoved) -> None:
        """Show the components of the analyst under the cursor."""
        row, facts = message.rows.current, self.query_one(FactPanel)
        if isinstance(row, TrustRow):
            facts.show(f"{row.record.analyst}: {row.record.strength}", _facts(row.record))
        else:
            facts.close()

    async def _read(self) -> Sequence[TrustRow]:
        project = self.deck.project
        if not project:
            return ()
        analysts = (await self.ask(lambda client: client.learning.status(project))).analysts
        mean = fmean([each.overall for each in analysts] or [0.0])
        return [TrustRow(each, mean) for each in sorted(analysts, key=lambda each: -each.overall)]


def _facts(record: AnalystRecord) -> dict[str, str]:
    components = {name: getattr(record, name) for name in COMPONENTS}
    quality = "-" if record.average_quality is None else f"{record.average_quality:.0%}"
    return {
        **{name: f"{bar(value, BAR)} {value:.0%}" for name, value in components.items()},
        "band": f"{record.low:.0%} to {record.high:.0%}",
        "average quality": quality,
    }
