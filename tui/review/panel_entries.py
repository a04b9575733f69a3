"""The entries of the panel below the diff: reasons to look, proposals and history."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from textual.content import Content

from daemon.wire.review import HistoryEntry, Proposal, Review
from tui.appearance.badges import VERDICT_BADGES, badge_for
from tui.diff.paint.display_line import break_line, hanging_indent
from tui.local_time import short_time
from tui.plural import count_noun
from tui.printable import to_printable

KIND, WHERE, WHO = 12, 11, 12
MAX_LINES = 8  # the lines of one reason that are listed at once
QUIET = "$foreground-muted"
ROOM = 60  # the cells that columns and a sentence need side by side


class PanelPage(StrEnum):
    """A page of the panel."""

    WHY = "why"
    PROPOSALS = "proposals"
    HISTORY = "history"


@dataclass(frozen=True, slots=True)
class SqlPlace:
    """A place in the SQL: its first character, and its line, counted from 1."""

    start: int
    line: int


@dataclass(frozen=True, slots=True)
class PanelEntry:
    """A sentence with short labels before it, about places in the SQL or about a proposal.

    `at` is the index of the place that the diff shows.
    """

    sentence: Content
    labels: tuple[tuple[Content, int], ...] = ()
    places: tuple[SqlPlace, ...] = ()
    at: int = 0
    proposal: int | None = None

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
        if width < ROOM:
            row = Content("  ").join([*(label for label, _ in self.labels if label), sentence])
            return _wrapped(row, 0, width)
        columns = Content("").join(label.pad_right(max(cells - label.cell_length, 0)) for label, cells in self.labels)
        return Content.assemble(columns, _wrapped(sentence, columns.cell_length, width))

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


NO_ENTRY = {
    PanelPage.WHY: "No reason for a closer look.",
    PanelPage.PROPOSALS: "No proposals.",
    PanelPage.HISTORY: "No history yet.",
}
HIDDEN = "Hidden until you decide; b shows them."


def page_entries(review: Review, page: PanelPage, *, blind: bool) -> tuple[PanelEntry, ...]:
    """Return the entries of a page."""
    if blind and page is PanelPage.WHY:
        return (_quiet(HIDDEN),)
    found = tuple(_ENTRIES[page](review))
    return found or (_quiet(NO_ENTRY[page]),)


def page_counts(review: Review, *, blind: bool) -> dict[PanelPage, int | None]:
    """Return the number of entries on each page; None if it is hidden."""
    proposals = sum(proposal.state == "open" for proposal in review.proposals)
    counts: dict[PanelPage, int | None] = {PanelPage.WHY: None, PanelPage.PROPOSALS: proposals}
    if not blind:
        counts[PanelPage.WHY] = len(tuple(_why(review)))
    return {**counts, PanelPage.HISTORY: len(review.history)}


def _quiet(text: str) -> PanelEntry:
    return PanelEntry(Content.styled(text, QUIET))


def _why(review: Review) -> Iterator[PanelEntry]:
    """Yield one entry for each sentence, because one about many places would hide the rest."""
    places: dict[tuple[str, str], dict[int, SqlPlace]] = {}
    for cause in review.causes:
        found = places.setdefault((cause.kind, cause.sentence), {})
        if cause.start is not None:  # a word that occurs twice on a line is listed once
            line = review.deck.sql.count("\n", 0, cause.start) + 1
            found.setdefault(line, SqlPlace(cause.start, line))
    for (kind, sentence), found in places.items():
        yield _reason(kind, sentence, tuple(found.values()))


def _reason(kind: str, sentence: str, places: tuple[SqlPlace, ...]) -> PanelEntry:
    where = f"{len(places)} lines" if len(places) > 1 else "".join(f"line {place.line}" for place in places)
    labels = (Content.styled(kind, "$warning"), KIND), (Content.styled(where, QUIET), WHERE)
    return PanelEntry(Content(to_printable(sentence)), labels, places)


def _proposals(review: Review) -> Iterator[PanelEntry]:
    for proposal in sorted(review.proposals, key=lambda each: (each.state != "open", -each.id)):
        yield _proposal(proposal)


def _proposal(proposal: Proposal) -> PanelEntry:
    verdict = str(badge_for(VERDICT_BADGES, proposal.verdict))
    who = to_printable(proposal.by or proposal.analyst)
    hunks, reason = f"{count_noun(len(proposal.hunks), 'hunk')}  ", to_printable(proposal.reason)
    if proposal.state == "open":
        sentence = Content.assemble(hunks, reason)
        labels = (Content(verdict), KIND), (Content.styled(who, "$accent"), WHO)
    else:
        sentence = Content.assemble(hunks, (f"{proposal.state}  ", QUIET), reason)
        labels = (Content.styled(verdict, QUIET), KIND), (Content.styled(who, QUIET), WHO)
    return PanelEntry(sentence, labels, proposal=proposal.id)


def _history(review: Review) -> Iterator[PanelEntry]:
    for entry in review.history:
        yield _history_entry(entry)


def _history_entry(entry: HistoryEntry) -> PanelEntry:
    sentence = Content(to_printable(entry.sentence))
    if entry.undone:
        sentence = Content.assemble(sentence.stylize(f"strike {QUIET}"), ("  (undone)", QUIET))
    return PanelEntry(sentence, ((Content.styled(short_time(entry.at).strip(), QUIET), KIND),))


def _wrapped(content: Content, indent: int, width: int) -> Content:
    """Return a text wrapped with a hanging indent."""
    text, room = content.plain, max(width - indent, 1)
    pieces = [content[span.start : span.end] for span in break_line(text, room)]
    return Content("\n" + " " * (indent + hanging_indent(text, room))).join(pieces)


_ENTRIES = {PanelPage.WHY: _why, PanelPage.PROPOSALS: _proposals, PanelPage.HISTORY: _history}
