"""What stands below the diff, as lines of a list: why to look, what is proposed, what happened."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from textual.content import Content

from daemon.wire.review import HistoryEntry, Proposal, Review
from tui.appearance.badges import VERDICT_BADGES, badge_for
from tui.diff.paint.display_line import break_line, hanging_indent
from tui.local_time import short_time
from tui.printable import to_printable

KIND, WHERE, WHO = 12, 11, 12
MOST_TOLD = 8  # lines of one reason that are named at once
QUIET = "$foreground-muted"
ROOM = 60  # cells that columns and a sentence need beside each other


class PanelPage(StrEnum):
    """What the panel can show."""

    WHY = "why"
    PROPOSALS = "proposals"
    HISTORY = "history"


@dataclass(frozen=True, slots=True)
class SqlPlace:
    """Where in the SQL: characters, and the line that they begin on, counted from 1."""

    start: int
    line: int


@dataclass(frozen=True, slots=True)
class PanelEntry:
    """A sentence behind some short words, and what it is about: places in the SQL, or a proposal.

    `at` is the number of the place that the diff shows.
    """

    sentence: Content
    words: tuple[tuple[Content, int], ...] = ()
    places: tuple[SqlPlace, ...] = ()
    at: int = 0
    proposal: int | None = None

    @property
    def start(self) -> int | None:
        """The first character of the place that the diff shows."""
        return self.places[self.at].start if self.places else None

    def stepped(self, steps: int) -> "PanelEntry":
        """The same at another of its places, round and round."""
        return replace(self, at=(self.at + steps) % len(self.places)) if self.places else self

    def fitted(self, width: int) -> Content:
        """The words in columns, the sentence broken beside them; where columns leave no room, all in a row."""
        sentence = Content.assemble(self.sentence, *self._lines())
        if width < ROOM:
            row = Content("  ").join([*(word for word, _ in self.words if word), sentence])
            return _hung(row, 0, width)
        columns = Content("").join(word.pad_right(max(cells - word.cell_length, 0)) for word, cells in self.words)
        return Content.assemble(columns, _hung(sentence, columns.cell_length, width))

    def _lines(self) -> Iterator[tuple[str, str]]:
        """The lines of several places, those about the one that is shown."""
        if len(self.places) < 2:
            return
        first = max(min(self.at - MOST_TOLD // 2, len(self.places) - MOST_TOLD), 0)
        yield "  …" if first else " ", QUIET
        for number, place in enumerate(self.places[first : first + MOST_TOLD], first):
            yield f" {place.line}", "bold $accent" if number == self.at else QUIET
        if first + MOST_TOLD < len(self.places):
            yield " …", QUIET


NO_ENTRY = {
    PanelPage.WHY: "Nothing asks for a closer look.",
    PanelPage.PROPOSALS: "Nobody proposed another text.",
    PanelPage.HISTORY: "Nothing happened yet.",
}
HIDDEN = "Hidden until you decide; b shows it."


def page_entries(review: Review, page: PanelPage, *, blind: bool) -> tuple[PanelEntry, ...]:
    """The lines of a page."""
    if blind and page is PanelPage.WHY:
        return (_quiet(HIDDEN),)
    found = tuple(_OF[page](review))
    return found or (_quiet(NO_ENTRY[page]),)


def page_counts(review: Review, *, blind: bool) -> dict[PanelPage, int | None]:
    """How much there is on each page; None where that is hidden."""
    proposals = sum(proposal.state == "open" for proposal in review.proposals)
    why = None if blind else len(tuple(_why(review)))
    return {PanelPage.WHY: why, PanelPage.PROPOSALS: proposals, PanelPage.HISTORY: len(review.history)}


def _quiet(text: str) -> PanelEntry:
    return PanelEntry(Content.styled(text, QUIET))


def _why(review: Review) -> Iterator[PanelEntry]:
    """One entry for each sentence: what is said of many places would hide the rest."""
    places: dict[tuple[str, str], dict[int, SqlPlace]] = {}
    for cause in review.causes:
        found = places.setdefault((cause.kind, cause.sentence), {})
        if cause.start is not None:  # a word that stands twice on a line is told once
            line = review.deck.sql.count("\n", 0, cause.start) + 1
            found.setdefault(line, SqlPlace(cause.start, line))
    for (kind, sentence), found in places.items():
        yield _reason(kind, sentence, tuple(found.values()))


def _reason(kind: str, sentence: str, places: tuple[SqlPlace, ...]) -> PanelEntry:
    where = f"{len(places)} lines" if len(places) > 1 else "".join(f"line {place.line}" for place in places)
    words = (Content.styled(kind, "$warning"), KIND), (Content.styled(where, QUIET), WHERE)
    return PanelEntry(Content(to_printable(sentence)), words, places)


def _proposals(review: Review) -> Iterator[PanelEntry]:
    for proposal in sorted(review.proposals, key=lambda each: (each.state != "open", -each.id)):
        yield _proposal(proposal)


def _proposal(proposal: Proposal) -> PanelEntry:
    verdict, is_open = badge_for(VERDICT_BADGES, proposal.verdict), proposal.state == "open"
    who = to_printable(proposal.by or proposal.analyst)
    hunks = f"{len(proposal.hunks)} hunk{'' if len(proposal.hunks) == 1 else 's'}  "
    sentence = Content.assemble(hunks, ("" if is_open else f"{proposal.state}  ", QUIET), to_printable(proposal.reason))
    words = (
        (Content.styled(str(verdict), "" if is_open else QUIET), KIND),
        (Content.styled(who, "$accent" if is_open else QUIET), WHO),
    )
    return PanelEntry(sentence, words, proposal=proposal.id)


def _history(review: Review) -> Iterator[PanelEntry]:
    for happened in review.history:
        yield _moment(happened)


def _moment(happened: HistoryEntry) -> PanelEntry:
    style = f"strike {QUIET}" if happened.undone else ""
    taken = "  (taken back)" if happened.undone else ""
    sentence = Content.assemble((to_printable(happened.sentence), style), (taken, QUIET))
    return PanelEntry(sentence, ((Content.styled(short_time(happened.at).strip(), QUIET), KIND),))


def _hung(content: Content, indent: int, width: int) -> Content:
    """A text broken into lines that stand below its first word."""
    text, room = content.plain, max(width - indent, 1)
    pieces = [content[span.start : span.end] for span in break_line(text, room)]
    return Content("\n" + " " * (indent + hanging_indent(text, room))).join(pieces)


_OF = {PanelPage.WHY: _why, PanelPage.PROPOSALS: _proposals, PanelPage.HISTORY: _history}
