"""The progress of the review: units by state and by lane, and a bar."""

from collections.abc import Mapping, Sequence

from textual.content import Content
from textual.widgets import Static

from daemon.wire.inbox import InboxCounts
from tui.appearance.badges import LANE_BADGES, STATE_BADGES, Badge, Tone, badge_for
from tui.appearance.progress_bar import progress_bar
from tui.lists.table_column import MIDDLE

BAR = 10
COLOURS = {
    Tone.QUIET: "$foreground-muted",
    Tone.ACCENT: "$accent",
    Tone.MIDWAY: "$unit-midway",
    Tone.ASKED: "$unit-asked",
    Tone.GOOD: "$success",
    Tone.WARN: "$warning",
    Tone.BAD: "$error",
}


class ReviewProgress(Static):
    """Two lines above the list; only the bar on a narrow terminal."""

    DEFAULT_CSS = "ReviewProgress { height: auto; padding: 0 1 0 2; }"

    def __init__(self) -> None:
        super().__init__(markup=False)
        self._counts: InboxCounts | None = None

    def show(self, counts: InboxCounts) -> None:
        """Show these counts."""
        if counts != self._counts:
            self._counts = counts
            self._draw()

    def on_resize(self) -> None:
        self._draw()

    def _draw(self) -> None:
        if self._counts is None:
            return
        width, counts = self.content_size.width, self._counts
        done = Content.styled(_progress(counts), "$foreground-muted")
        if width < MIDDLE - 2:
            self.update(done)
            return
        states = _beside(_counted(STATE_BADGES, counts.states), Content(""), width)
        lanes = _beside(_counted(LANE_BADGES, counts.lanes), done, width)
        self.update(Content("\n").join([states, lanes]))


def _progress(counts: InboxCounts) -> str:
    """Return how much is decided. While more units may come, a share of those that came so far would mislead."""
    if counts.files_done < counts.files:
        return f"{counts.files_done} of {counts.files} files converted"
    return f"{progress_bar(counts.total - counts.open, counts.total, BAR)} decided"


def _beside(left: Sequence[Content], right: Content, width: int) -> Content:
    """Join as many parts on the left as fit beside the right part; an ellipsis replaces the others."""
    line = Content("")
    for part in left:
        longer = Content.assemble(line, "   " if line else "", part)
        if longer.cell_length + 2 + right.cell_length > width:
            line = Content.assemble(line, "  …")
            break
        line = longer
    return Content.assemble(line, " " * (width - line.cell_length - right.cell_length), right)


def _counted(badges: Mapping[str, Badge], counts: Mapping[str, int]) -> list[Content]:
    """Return a count for each state, in the order of the badges; states without units are left out."""
    words = [word for word in (*badges, *(word for word in counts if word not in badges)) if counts.get(word)]
    return [_count(badge_for(badges, word), counts[word]) for word in words]


def _count(found: Badge, count: int) -> Content:
    return Content.assemble((found.glyph, COLOURS.get(found.tone, "")), f" {count} ", (found.word, "$foreground-muted"))
