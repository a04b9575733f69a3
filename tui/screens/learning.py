"""Learning: the last cycle, the auto lane, what to do, the queue and the calibration curve."""

from collections.abc import Sequence
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.widgets import Static

from daemon.wire.event import Event
from daemon.wire.learning import LearningStatus
from daemon.wire.role import Permission
from tui.deck_screen import DeckScreen
from tui.inbox.empty_inbox import NO_PROJECT
from tui.learning.learning_report import learning_report
from tui.screen_spec import ScreenSpec

SCREEN = ScreenSpec(
    name="learning",
    title="Learning",
    load=lambda: LearningScreen,
    position=8,
    key="K",
    tab=False,
    command="specdeck triage status {project}",
    shell_lines={"learning.now": "specdeck learn now {project}"},
)
AFFECTING = ("learning.", "lane.")
MARGIN = 4


class LearningText(Static):
    """The report, as long as it is."""


class LearningScreen(DeckScreen):
    """Shows what was learned in the project, like `specdeck triage status`."""

    NAME = "learning"
    AUTO_FOCUS = "VerticalScroll"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("n", "learn", "learn now", id="learning.now"),
        Binding("j,down", "scroll(1)", "down", id="learning.down", show=False),
        Binding("k,up", "scroll(-1)", "up", id="learning.up", show=False),
    ]
    DEFAULT_CSS = "LearningScreen VerticalScroll { padding: 0 2; }"

    def __init__(self) -> None:
        super().__init__()
        self._status: LearningStatus | None = None

    def body(self) -> ComposeResult:
        with VerticalScroll():
            yield LearningText(markup=False)

    async def load(self) -> None:
        project = self.deck.project
        if not project:
            self.query_one(LearningText).update(NO_PROJECT)
            return
        self._status = await self.ask(lambda client: client.learning.status(project))
        self._draw()

    def is_affected_by(self, events: Sequence[Event]) -> bool:
        return any(event.type.startswith(AFFECTING) for event in events)

    def disabled_reason(self, action: str, parameters: tuple[object, ...] = ()) -> str | None:  # noqa: ARG002 - has none
        user = self.deck.user
        if action != "learn":
            return None
        if not self.deck.project:
            return "There is no project yet."
        if user.may(Permission.JOB_RUN):
            return None
        return f"Not for a {user.role.value}: it needs the permission to {Permission.JOB_RUN.value}."

    def on_resize(self, _: events.Resize) -> None:
        self._draw()

    def action_learn(self) -> None:
        """Order a cycle of learning."""
        project = self.deck.project
        self.deck.perform(lambda client: client.learning.start(project), lambda _: "Learning from the decisions.")

    def action_scroll(self, lines: int) -> None:
        """Scroll the report."""
        self.query_one(VerticalScroll).scroll_relative(y=lines, animate=False)

    def _draw(self) -> None:
        if self._status is not None:
            self.query_one(LearningText).update(learning_report(self._status, self.size.width - MARGIN))
