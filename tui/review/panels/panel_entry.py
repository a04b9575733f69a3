"""One entry of the panel below the diff, and how it is laid out."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from textual.content import Content

from tui.diff.paint.wrapped_content import wrap_hanging
from tui.review.differing_lines import DifferingLines

MAX_LINES = 8  # the lines of one reason that are listed at once
QUIET = "$foreground-muted"
ROOM = 60  # the cells that columns and a sentence need side by side
INDENT, NARROW_INDENT = 12, 2  # of the lines below a sentence


@dataclass(frozen=True, slots=True)
class SqlPlace:
    """A place in the SQL: its first character, and its line, counted from 1."""

    start: int
    line: int


@dataclass(frozen=True, slots=True)
class PanelEntry:
    """A sentence with short labels before it, about places in the SQL or about a proposal.

    `at` is the index of the place that the diff shows. `details` are listed below the sentence. `differing` are the
    lines of both texts, if it is about them, and `below` any other lines.
    """

    sentence: Content
    labels: tuple[tuple[Content, int], ...] = ()
    places: tuple[SqlPlace, ...] = ()
    at: int = 0
    proposal: int | None = None
    differing: DifferingLines | None = None
    details: tuple[str, ...] = ()
    below: tuple[Content, ...] = ()

    @property
    def start(self) -> int | None:
        """The first character of the place that the diff shows."""
        if not self.places:
            return None
        return self.places[self.at].start

    def at_next_place(self, steps: int) -> "PanelEntry":
        """Return the entry at another of its places; after the last comes the first."""
        return replace(self, at=(self.at + steps) % max(len(self.places), 1))

    def to_content(self, width: int) -> Content:
        """Return the labels in columns and the sentence beside them, or all in a row if space is short."""
        sentence = Content.assemble(self.sentence, *self._lines())
        return Content("\n").join([self._first_line(sentence, width), *self._lines_below(width)])

    def _first_line(self, sentence: Content, width: int) -> Content:
        if width < ROOM:
            row = Content("  ").join([*(label for label, _ in self.labels if label), sentence])
            return wrap_hanging(row, 0, width)
        columns = Content("").join(label.pad_right(max(cells - label.cell_length, 0)) for label, cells in self.labels)
        return Content.assemble(columns, wrap_hanging(sentence, columns.cell_length, width))

    def _lines_below(self, width: int) -> Iterator[Content]:
        """Yield the details, the lines of both texts and the others, below the second column if there is space."""
        indent = NARROW_INDENT if width < ROOM else INDENT
        details = (Content.styled(detail, QUIET) for detail in self.details)
        differing = () if self.differing is None else tuple(self.differing.to_contents())
        for line in (*details, *differing, *self.below):
            yield Content.assemble(" " * indent, wrap_hanging(line, indent, width))

    def _lines(self) -> Iterator[tuple[str, str]]:
        """Yield the lines of several places, around the one that is shown."""
        if len(self.places) < 2:
            return
        first = max(min(self.at - MAX_LINES // 2, len(self.places) - MAX_LINES), 0)
        yield "  …" if first else " ", QUIET
        for number, place in enumerate(self.places[first : first + MAX_LINES], first):
            yield f" {place.line}", "bold $accent" if number == self.at else QUIET
        if first + MAX_LINES < len(self.places):
            yield " …", QUIET
