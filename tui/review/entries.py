"""What stands below the diff, as lines of a list: why to look, what is proposed, what happened."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from textual.content import Content

from daemon.wire.review import Cause, Moment, Proposal, Review
from tui.clock import moment
from tui.marks import VERDICTS, mark
from tui.printable import printable

KIND, WHERE, WHO = 12, 11, 12


class Page(StrEnum):
    """What the panel can show."""

    WHY = "why"
    PROPOSALS = "proposals"
    HISTORY = "history"


@dataclass(frozen=True, slots=True)
class Entry:
    """One line, and what it is about: characters of the SQL, or a proposal."""

    line: Content
    start: int | None = None
    end: int | None = None
    proposal: int | None = None


NOTHING = {
    Page.WHY: "Nothing asks for a closer look.",
    Page.PROPOSALS: "Nobody proposed another text.",
    Page.HISTORY: "Nothing happened yet.",
}
HIDDEN = "Hidden until you decide; b shows it."


def entries(review: Review, page: Page, *, blind: bool) -> tuple[Entry, ...]:
    """The lines of a page."""
    if blind and page is Page.WHY:
        return (_quiet(HIDDEN),)
    found = tuple(_OF[page](review))
    return found or (_quiet(NOTHING[page]),)


def counts(review: Review, *, blind: bool) -> dict[Page, int | None]:
    """How much there is on each page; None where that is hidden."""
    proposals = sum(proposal.state == "open" for proposal in review.proposals)
    why = None if blind else len(tuple(_why(review)))
    return {Page.WHY: why, Page.PROPOSALS: proposals, Page.HISTORY: len(review.history)}


def _quiet(text: str) -> Entry:
    return Entry(Content.styled(text, "$foreground-muted"))


def _why(review: Review) -> Iterator[Entry]:
    told = set()
    for cause in review.causes:
        line = None if cause.start is None else review.deck.sql.count("\n", 0, cause.start) + 1
        if (cause.sentence, line) not in told:  # a word that stands twice on a line is told once
            told.add((cause.sentence, line))
            yield Entry(_cause(cause, line), cause.start, cause.end)


def _cause(cause: Cause, line: int | None) -> Content:
    where = "" if line is None else f"line {line}"
    words = (cause.kind.ljust(KIND), "$warning"), (where.ljust(WHERE), "$foreground-muted")
    return Content.assemble(*words, printable(cause.sentence))


def _proposals(review: Review) -> Iterator[Entry]:
    for proposal in sorted(review.proposals, key=lambda each: (each.state != "open", -each.id)):
        yield Entry(_proposal(proposal), proposal=proposal.id)


def _proposal(proposal: Proposal) -> Content:
    verdict, quiet = mark(VERDICTS, proposal.verdict), "$foreground-muted"
    who = printable(proposal.by or proposal.analyst)
    return Content.assemble(
        (f"{verdict.glyph} {verdict.word}".ljust(KIND), quiet if proposal.state != "open" else ""),
        (who.ljust(WHO), "$accent" if proposal.state == "open" else quiet),
        f"{len(proposal.hunks)} hunks  ",
        ("" if proposal.state == "open" else f"{proposal.state}  ", quiet),
        printable(proposal.reason),
    )


def _history(review: Review) -> Iterator[Entry]:
    for happened in review.history:
        yield Entry(_moment(happened))


def _moment(happened: Moment) -> Content:
    style = "strike $foreground-muted" if happened.undone else ""
    taken = "  (taken back)" if happened.undone else ""
    at = moment(happened.at).ljust(KIND)
    return Content.assemble(
        (at, "$foreground-muted"), (printable(happened.sentence), style), (taken, "$foreground-muted")
    )


_OF = {Page.WHY: _why, Page.PROPOSALS: _proposals, Page.HISTORY: _history}
