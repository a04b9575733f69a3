"""Cost: what models cost in the project, today's budget, savings and a forecast."""

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content

from daemon.wire.event import Event
from tui.cost.cost_text import cost_text
from tui.deck_screen import DeckScreen
from tui.inbox.empty_inbox import NO_PROJECT
from tui.screen_spec import ScreenSpec
from tui.widgets.report_pane import REPORT_PANE, ReportPane

SCREEN = ScreenSpec(
    name="cost",
    title="Cost",
    load=lambda: CostScreen,
    position=12,
    key="dollar_sign",
    tab=False,
    nodes=(REPORT_PANE,),
    command="specdeck cost show {project}",
)
AFFECTING = ("cost.", "cloud.")
ASKING = frozenset({"enhance", "ask_cloud", "submit_batch", "poll_batch"})
DAYS = (30, 7, 90)


class CostScreen(DeckScreen):
    """Shows what models cost, like `specdeck cost show`."""

    NAME = "cost"
    AUTO_FOCUS = "ReportPane"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f", "next_days", "days", id="cost.days"),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._days = DAYS[0]

    def body(self) -> ComposeResult:
        yield ReportPane()

    async def load(self) -> None:
        project, days = self.deck.project, self._days
        if not project:
            self.query_one(ReportPane).show(lambda _: Content(NO_PROJECT))
            return
        report = await self.ask(lambda client: client.cost.report(project, days))
        cloud = await self.ask(lambda client: client.cost.cloud(project))
        self.query_one(ReportPane).show(lambda width: cost_text(report, cloud, width))

    def is_affected_by(self, events: Sequence[Event]) -> bool:
        return any(event.type.startswith(AFFECTING) or event.data.get("kind") in ASKING for event in events)

    def action_next_days(self) -> None:
        """Show another number of days."""
        self._days = DAYS[(DAYS.index(self._days) + 1) % len(DAYS)]
        self.refresh_data()
