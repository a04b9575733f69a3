"""The assessment of a project: what it holds, what is dangerous in it, how that changes, and where to begin."""

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar, cast

from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from daemon.wire.assessment import AssessmentReport
from daemon.wire.event import Event
from daemon.wire.role import Permission
from tui.appearance.badges import VERDICT_BADGES, Tone, badge_for
from tui.deck_screen import DeckScreen
from tui.findings.assessment_summary import AssessmentSummary
from tui.inbox.unit_query import UnitQuery
from tui.lists.row_list import ROW_LIST, RowList
from tui.lists.sorted_source import sorted_source
from tui.lists.table_column import MIDDLE, Cell, TableColumn, fit_name
from tui.printable import to_printable
from tui.screen_spec import ScreenSpec
from tui.widgets.fact_panel import FactPanel

SCREEN = ScreenSpec(
    name="overview",
    title="Overview",
    load=lambda: OverviewScreen,
    position=11,
    key="O",
    tab=False,
    nodes=(ROW_LIST,),
    command="specdeck overview {project}",
    shell_lines={"overview.refresh": "specdeck overview {project} --refresh"},
)
EMPTY = "Nothing to begin with."
UNPROVED = {"counted": "none, because the statement defines nothing", "refused": "! error"}
"""What is said of units without a verdict."""
Point = Mapping[str, Any]


def _unit(row: Point) -> Cell:
    return Cell(to_printable(row["unit"] or row["kind"]), fit=fit_name)


def _risk(row: Point) -> Cell:
    return Cell(f"{row['risk']:.0f}", Tone.WARN)


def _minutes(row: Point) -> Cell:
    return Cell(f"{row['minutes']:.0f}", Tone.QUIET)


COLUMNS: Sequence[TableColumn[Point]] = (
    TableColumn("START HERE", 34, _unit, stretches=True, field="unit", value=lambda row: row["unit"] or row["kind"]),
    TableColumn("RISK", 6, _risk, right=True, field="risk", value=lambda row: row["risk"]),
    TableColumn("MINUTES", 7, _minutes, least=MIDDLE, right=True, field="minutes", value=lambda row: row["minutes"]),
    TableColumn("WHY", 0, lambda row: Cell(to_printable(", ".join(row["reasons"])))),
)


class OverviewScreen(DeckScreen):
    """Shows the last assessment, like `specdeck overview`; opening a unit reviews it."""

    NAME = "overview"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("R", "refresh", "assess now", id="overview.refresh"),
        Binding("escape", "close", "close", id="overview.close", show=False),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._points: Sequence[Point] = ()

    def body(self) -> ComposeResult:
        yield AssessmentSummary()
        yield RowList[Point](sorted_source(self._read, lambda row: (row["path"], row["unit"]), COLUMNS), EMPTY)
        yield FactPanel()

    async def load(self) -> None:
        found = await self.ask(lambda client: client.findings.assessment(self.deck.project))
        self._points = _points(found)
        self.query_one(AssessmentSummary).show(found)
        await self.query_one(RowList).reload()

    def is_affected_by(self, events: Sequence[Event]) -> bool:
        return any(event.type == "project.assessed" for event in events)

    def disabled_reason(self, action: str, parameters: tuple[object, ...] = ()) -> str | None:  # noqa: ARG002 - has none
        user = self.deck.user
        if action != "refresh" or user.may(Permission.JOB_RUN):
            return None
        return f"Not for a {user.role.value}: it needs the permission to {Permission.JOB_RUN.value}."

    def action_refresh(self) -> None:
        """Assess the project now."""
        self.deck.perform(lambda client: client.findings.assess(self.deck.project), lambda _: "The assessment started.")

    def action_close(self) -> None:
        """Close the panel."""
        self.query_one(FactPanel).close()

    def on_row_list_opened(self) -> None:
        """Review the unit under the cursor."""
        row = self.query_one(RowList).current
        if row is not None and row["id"]:
            query = UnitQuery(self.deck.project, f"id = {row['id']}")
            self.app.push_screen(self.deck.make_screen("review", query, row["id"], 0))

    def on_row_list_cursor_moved(self) -> None:
        row = self.query_one(RowList).current
        if row is None:
            self.query_one(FactPanel).close()
        else:
            self.query_one(FactPanel).show(to_printable(row["unit"] or row["kind"]), _facts(row))

    async def _read(self) -> Sequence[Point]:
        return self._points


def _points(found: AssessmentReport) -> Sequence[Point]:
    if found.report is None:
        return ()
    return cast(Sequence[Point], found.report["start_here"])


def _facts(row: Point) -> Mapping[str, str]:
    status = UNPROVED.get(row["status"]) or str(badge_for(VERDICT_BADGES, row["status"]))
    return {"where": f"{row['path']}, line {row['line']}", "verdict": status, "why": ", ".join(row["reasons"])}
