"""Which jobs a list shows: every state there is, the one that is chosen lit."""

from collections.abc import Sequence

from textual.content import Content
from textual.widgets import Static

from tui.appearance.badges import JOB_BADGES, badge_for

ALL = "all"


class JobStates(Static):
    """One line; where it is too narrow, the chosen state alone."""

    DEFAULT_CSS = "JobStates { height: 1; padding: 0 1 0 2; }"

    def __init__(self, states: Sequence[str]) -> None:
        super().__init__(markup=False)
        self._states = states
        self._chosen = ""

    def show(self, chosen: str) -> None:
        """Light another state; the empty one stands for all."""
        self._chosen = chosen
        self._draw()

    def on_resize(self) -> None:
        self._draw()

    def _draw(self) -> None:
        line = Content("   ").join([self._state(state) for state in self._states])
        fits = line.cell_length <= self.content_size.width
        self.update(line if fits else Content.assemble("only " if self._chosen else "", self._state(self._chosen)))

    def _state(self, state: str) -> Content:
        text = str(badge_for(JOB_BADGES, state)) if state else ALL
        if state == self._chosen:
            return Content.styled(f"[{text}]", "bold $accent")  # the brackets tell it without colour
        return Content.styled(text, "$foreground-muted")
