"""The states of jobs, with the one that the list shows highlighted."""

from collections.abc import Sequence

from textual.content import Content
from textual.widgets import Static

from tui.appearance.badges import JOB_BADGES, badge_for

ALL = "all"


class JobStates(Static):
    """One line; if it is too narrow, only the chosen state."""

    DEFAULT_CSS = "JobStates { height: 1; padding: 0 1 0 2; }"

    def __init__(self, states: Sequence[str]) -> None:
        super().__init__(markup=False)
        self._states = states
        self._chosen = ""

    def show(self, chosen: str) -> None:
        """Highlight a state; an empty one means all."""
        self._chosen = chosen
        self._draw()

    def on_resize(self) -> None:
        self._draw()

    def _draw(self) -> None:
        line = Content("   ").join([self._state(state) for state in self._states])
        if line.cell_length > self.content_size.width:
            line = Content.assemble("only " if self._chosen else "", self._state(self._chosen))
        self.update(line)

    def _state(self, state: str) -> Content:
        text = str(badge_for(JOB_BADGES, state)) if state else ALL
        if state == self._chosen:
            return Content.styled(f"[{text}]", "bold $accent")  # the brackets show it without colour
        return Content.styled(text, "$foreground-muted")
