"""The entries of the panel below the diff: reasons to look, proposals and history."""

from collections.abc import Iterator
from dataclasses import replace
from enum import StrEnum

from textual.content import Content

from daemon.wire.cost import NANODOLLARS
from daemon.wire.review import AnalystNote, CauseInfo, HistoryEntry, Proposal, Review
from tui.appearance.badges import VERDICT_BADGES, badge_for
from tui.local_time import short_time
from tui.plural import count_noun
from tui.printable import to_printable
from tui.review.differing_lines import DifferingLines
from tui.review.panels.panel_entry import QUIET, PanelEntry, SqlPlace
from tui.review.panels.trial_entries import REFUTED, counterexample_entry, verdict_entry

KIND, WHERE, VERDICT = 12, 11, 14
WHO = 19  # `pattern_discoverer` and a blank
MOST_DETAILS = 3  # lines below a proposal; `specdeck review show` has all of them
TRIAL = "trial"


class PanelPage(StrEnum):
    """A page of the panel."""

    WHY = "why"
    PROPOSALS = "proposals"
    HISTORY = "history"


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
    found = tuple(_ENTRIES[page](review)) or (_quiet(NO_ENTRY[page]),)
    return found if page is not PanelPage.WHY else (*found, *_trial(review), *_variables(review))


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
    if review.trial is not None and review.trial.verdict == REFUTED:
        yield counterexample_entry(review.trial, *_labels(TRIAL, "$error"))
    yield from (_difference(cause) for cause in review.causes if cause.difference is not None)
    places: dict[tuple[str, str], dict[int, SqlPlace]] = {}
    for cause in review.causes:
        if cause.difference is not None or (cause.kind == TRIAL and cause.proposal is None):
            continue
        found = places.setdefault((cause.kind, cause.sentence), {})
        if cause.start is not None:  # a word that occurs twice on a line is listed once
            line = review.deck.sql.count("\n", 0, cause.start) + 1
            found.setdefault(line, SqlPlace(cause.start, line))
    for (kind, sentence), found in places.items():
        yield _reason(kind, sentence, tuple(found.values()))


def _difference(cause: CauseInfo) -> PanelEntry:
    """Return the entry of a difference, with the lines of both texts below it."""
    found = cause.difference
    assert found is not None, "the caller looked"  # noqa: S101  says what the type cannot
    places = () if cause.start is None or found.original is None else (SqlPlace(cause.start, found.original.line),)
    entry = _reason(cause.kind, cause.sentence, places)
    return replace(entry, proposal=cause.proposal, differing=DifferingLines(found.original, found.lowered))


def _reason(kind: str, sentence: str, places: tuple[SqlPlace, ...]) -> PanelEntry:
    where = f"{len(places)} lines" if len(places) > 1 else "".join(f"line {place.line}" for place in places)
    labels = (Content.styled(kind, "$warning"), KIND), (Content.styled(where, QUIET), WHERE)
    return PanelEntry(Content(to_printable(sentence)), labels, places)


def _trial(review: Review) -> Iterator[PanelEntry]:
    """Yield what a trial without a counterexample found; it comes after the reasons to look."""
    if review.trial is not None and review.trial.verdict != REFUTED:
        yield verdict_entry(review.trial, *_labels(TRIAL, QUIET))


def _labels(kind: str, style: str) -> tuple[tuple[Content, int], tuple[Content, int]]:
    return (Content.styled(kind, style), KIND), (Content(""), WHERE)


def _variables(review: Review) -> Iterator[PanelEntry]:
    """Yield what each variable is for, below the reasons."""
    for each in review.variables:
        line = review.deck.sql.count("\n", 0, each.start) + 1
        labels = (Content.styled("variable", QUIET), KIND), (Content.styled(f"line {line}", QUIET), WHERE)
        sentence = Content(to_printable(f"{each.name}: {', '.join(each.purposes)}"))
        yield PanelEntry(sentence, labels, (SqlPlace(each.start, line),))


def _proposals(review: Review) -> Iterator[PanelEntry]:
    for proposal in sorted(review.proposals, key=lambda each: (each.state != "open", -each.id)):
        yield proposal_entry(proposal)
    yield from map(_note, review.notes)


def proposal_entry(proposal: Proposal) -> PanelEntry:
    """Return an entry with the proposal's verdict, author and reason, and what it changes below."""
    verdict = str(badge_for(VERDICT_BADGES, proposal.verdict))
    who = to_printable(proposal.by or proposal.analyst)
    hunks, reason = f"{count_noun(len(proposal.hunks), 'hunk')}  ", to_printable(proposal.reason)
    if proposal.model:
        reason += f"  ({to_printable(proposal.model)}{_cost(proposal)})"
    if proposal.state == "open":
        sentence = Content.assemble(hunks, reason)
        labels = (Content(verdict), VERDICT), (Content.styled(who, "$accent"), WHO)
    else:
        sentence = Content.assemble(hunks, (f"{proposal.state}  ", QUIET), reason)
        labels = (Content.styled(verdict, QUIET), VERDICT), (Content.styled(who, QUIET), WHO)
    return PanelEntry(sentence, labels, proposal=proposal.id, details=_details(proposal))


def _cost(proposal: Proposal) -> str:
    """Return what a proposal cost; a local model costs nothing."""
    return f", ${proposal.nanodollars / NANODOLLARS:.4f}" if proposal.nanodollars else ""


def _details(proposal: Proposal) -> tuple[str, ...]:
    """Return what a model says that the proposal changes, else what rules say."""
    found = proposal.summary or proposal.changes
    left_out = len(found) - MOST_DETAILS
    more = (f"and {left_out} more",) if left_out > 0 else ()
    return tuple(map(to_printable, (*found[:MOST_DETAILS], *more)))


def _note(note: AnalystNote) -> PanelEntry:
    """Return what an analyst says, or a change of its that a gate stopped."""
    lines = f"line {note.first_line}  " if note.first_line else ""
    who = Content.styled(to_printable(note.analyst), QUIET)
    labels = (Content.styled(to_printable(note.kind)[: VERDICT - 1], QUIET), VERDICT), (who, WHO)
    return PanelEntry(Content.assemble((lines, QUIET), to_printable(note.text)), labels)


def _history(review: Review) -> Iterator[PanelEntry]:
    for entry in review.history:
        yield _history_entry(entry)


def _history_entry(entry: HistoryEntry) -> PanelEntry:
    sentence = Content(to_printable(entry.sentence))
    if entry.undone:
        sentence = Content.assemble(sentence.stylize(f"strike {QUIET}"), ("  (undone)", QUIET))
    return PanelEntry(sentence, ((Content.styled(short_time(entry.at).strip(), QUIET), KIND),))


_ENTRIES = {PanelPage.WHY: _why, PanelPage.PROPOSALS: _proposals, PanelPage.HISTORY: _history}
