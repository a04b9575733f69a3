"""Learning: the last cycle, the auto lane, what to do, the queue and the calibration curve."""

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content

from daemon.wire.event import Event
from daemon.wire.role import Permission
from tui.deck_screen import DeckScreen
from tui.inbox.empty_inbox import NO_PROJECT
from tui.learning.learning_report import learning_report
from tui.screen_spec import ScreenSpec
from tui.widgets.report_pane import REPORT_PANE, ReportPane

SCREEN = ScreenSpec(
    name="learning",
    title="Learning",
    load=lambda: LearningScreen,
    position=8,
    key="K",
    tab=False,
    nodes=(REPORT_PANE,),
    command="specdeck triage status {project}",
    shell_lines={"learning.now": "specdeck learn now {project}"},
)
AFFECTING = ("learning.", "lane.")


class LearningScreen(DeckScreen):
    """Shows what was learned in the project, like `specdeck triage status`."""

    NAME = "learning"
    AUTO_FOCUS = "ReportPane"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("n", "learn", "learn now", id="learning.now"),
    ]

    def body(self) -> ComposeResult:
        yield ReportPane()

    async def load(self) -> None:
        project = self.deck.project
        if not project:
            self.query_one(ReportPane).show(lambda _: Content(NO_PROJECT))
            return
        status = await self.ask(lambda client: client.learning.status(project))
        self.query_one(ReportPane).show(lambda width: learning_report(status, width))

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

    def action_learn(self) -> None:
        """Order a cycle of learning."""
        project = self.deck.project
        self.deck.perform(lambda client: client.learning.start(project), lambda _: "Learning from the decisions.")
