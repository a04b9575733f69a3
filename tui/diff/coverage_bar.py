"""The share of the SQL that the spec accounts for, by kind: as figures, and as a bar of one line."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import accumulate
from typing import ClassVar

from rich.segment import Segment
from textual.strip import Strip
from textual.widget import Widget

from tui.diff.content.diff_model import DiffMode, DiffModel, TextRange
from tui.diff.content.link_kinds import UNEXPLAINED, LinkKind
from tui.diff.content.linked_texts import meaningful_ranges

BARE = "without a link"
WORDS = (
    *(LinkKind.EXACT, LinkKind.INFERRED, LinkKind.PATTERN, LinkKind.INVENTED, LinkKind.RAW, LinkKind.FINDING), BARE,
)  # fmt: skip
GLYPHS = {**{kind: kind.glyph for kind in LinkKind}, BARE: UNEXPLAINED}
WIDEST = 40


@dataclass(frozen=True, slots=True)
class LinkShares:
    """The shares of the characters of the SQL by their innermost link, without comments and white space."""

    shares: Mapping[str, float] = field(default_factory=dict)

    def words(self) -> str:
        """Return the shares in words. A small share is never shown as 0 %, and a large one never as 100 %."""
        return " · ".join(f"{GLYPHS[word]} {_percent(share)} {word}" for word, share in self.shares.items())

    def cells(self, width: int) -> dict[str, int]:
        """Return the number of cells of each kind in a bar: at least one, the rest by share."""
        words = list(self.shares)
        if not words or width < len(words):
            return dict.fromkeys(words[:width], 1)
        cells = {word: max(int(share * width), 1) for word, share in self.shares.items()}
        largest = max(cells, key=lambda word: cells[word])
        cells[largest] += width - sum(cells.values())
        return cells


def measure_coverage(model: DiffModel) -> LinkShares:
    """Return what the links of a model account for."""
    if model.mode is not DiffMode.LINKED:
        return LinkShares()
    text = model.sides[0].text
    counted = _meaningful_counts(text)
    counts: dict[str, int] = dict.fromkeys(WORDS, 0)
    ends: list[tuple[int, str]] = []
    here = 0
    spans = [(span, link.kind) for link in model.links if (span := link.spans[0]) is not None]
    for (start, end), kind in [*spans, ((len(text), len(text)), LinkKind.EXACT)]:
        while ends and ends[-1][0] <= start:
            stop, word = ends.pop()
            counts[word] += counted[max(stop, here)] - counted[here]
            here = max(stop, here)
        around = BARE
        if ends:
            around = ends[-1][1]
        counts[around] += counted[max(start, here)] - counted[here]
        here = max(start, here)
        ends.append((end, kind))
    total = counted[-1] or 1
    return LinkShares({word: count / total for word, count in counts.items() if count})


def _meaningful_counts(text: str) -> list[int]:
    """Return for each place in the text the number of meaningful characters before it."""
    meaningful = bytearray(len(text))
    for start, end in meaningful_ranges(text, TextRange(0, len(text))):
        meaningful[start:end] = b"\x01" * (end - start)
    return list(accumulate(meaningful, initial=0))


def _part(word: str) -> str:
    return "bare" if word == BARE else word


def _percent(share: float) -> str:
    if 0 < share < 0.01:
        return "<1 %"
    if 0.99 < share < 1:
        return ">99 %"
    return f"{share:.0%}".replace("%", " %")


class CoverageBar(Widget):
    """One line: a bar of glyphs in the colours of their kinds, and the shares in words."""

    DEFAULT_CSS = """
    CoverageBar {
        height: 1; background: $background; color: $text-muted;
        & > .coverage--exact { color: $link-exact; }
        & > .coverage--inferred { color: $link-inferred; }
        & > .coverage--invented { color: $link-invented; }
        & > .coverage--raw { color: $link-raw; }
        & > .coverage--finding { color: $link-finding; }
        & > .coverage--bare { color: $text-error; text-style: bold; }
    }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {f"coverage--{_part(word)}" for word in WORDS}

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's word
        super().__init__(id=id)
        self._coverage = LinkShares()

    def show(self, coverage: LinkShares) -> None:
        """Show these shares."""
        self._coverage = coverage
        self.refresh()

    def render_line(self, y: int) -> Strip:
        width, base = self.size.width, self.rich_style
        words = self._coverage.words()
        room = min(width - len(words) - 3, WIDEST)
        segments = [Segment(" ", base)]
        if not y and room > len(self._coverage.shares):
            for word, cells in self._coverage.cells(room).items():
                style = self.get_component_rich_style(f"coverage--{_part(word)}", partial=True)
                segments.append(Segment(GLYPHS[word] * cells, base + style))
            segments.append(Segment("  ", base))
        segments.append(Segment(words, base))
        return Strip(segments).adjust_cell_length(width, base)
