"""A unit in review as plain text."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from specdeck.cli.output import format_percent
from specdeck.cli.terminal_text import escape_line, escape_text

if TYPE_CHECKING:
    from daemon.wire.review import AnalystNote, CauseInfo, Proposal, Review

NANODOLLARS = 1_000_000_000


def unit_lines(review: "Review") -> Iterator[str]:
    """Return the unit's lines: a heading and its entries for each part that has any."""
    deck = review.deck
    yield from map(escape_line, _summary(review))
    yield from _text_part("SQL", deck.sql)
    yield from _text_part("Spec", (deck.spec or "").rstrip("\n"))
    yield from _list_part("Why look", [line for cause in review.causes for line in _cause(cause, deck.sql)])
    yield from _list_part("Variables", [f"{each.name}: {', '.join(each.purposes)}" for each in review.variables])
    yield from _list_part("Proposals", [line for each in review.proposals for line in _proposal(each)])
    yield from _list_part("Analysts", list(map(_note, review.notes)))
    yield from _list_part("Comments", [f"line {each.line}, {each.by}: {each.text}" for each in review.comments])
    yield from _list_part("History", [f"{each.at}  {each.sentence}" for each in review.history])
    refused = [can for can in review.can if not can.allowed]
    yield from _list_part("You may not", [f"{can.kind}: {can.why} {can.hint}".rstrip() for can in refused])


def _summary(review: "Review") -> Iterator[str]:
    item = review.item
    yield f"{item.id}  {' '.join(filter(None, (item.kind, item.name)))}, of {item.source}"
    approvals = f"{len(item.approvals)} of {item.needed} approvals"
    yield f"{item.state}, {item.verdict}, {format_percent(item.coverage)} covered, {approvals}"
    if review.file:
        yield f"file {review.file.path}: {review.file.verdict}"
    if review.trial:
        yield f"trial: {review.trial.sentence}"
        yield from (f"    {line}" for line in review.trial.lines)
    if item.risk:
        yield f"risk: {', '.join(item.risk)}"


def _cause(cause: "CauseInfo", sql: str) -> Iterator[str]:
    """Yield a reason to look, after the SQL line that it concerns; below a difference, the lines of both texts."""
    where = "" if cause.start is None else f"line {sql.count(chr(10), 0, cause.start) + 1}: "
    yield f"{where}{cause.sentence}"
    if cause.difference is not None:
        sides = (("SQL", cause.difference.original), ("SQL from the spec", cause.difference.lowered))
        yield from (f"    {name}, line {found.line}: {found.text}" for name, found in sides if found)


def _proposal(proposal: "Proposal") -> Iterator[str]:
    """Yield a proposal, with what it changes below it."""
    author = proposal.by or proposal.analyst
    asked = f" with {proposal.model}" if proposal.model else ""
    cost = f" for ${proposal.nanodollars / NANODOLLARS:.4f}" if proposal.nanodollars else ""
    yield f"{proposal.id}  {proposal.state}, by {author}{asked}{cost}, {proposal.verdict}: {proposal.reason}"
    yield from (f"    {sentence}" for sentence in (*proposal.summary, *proposal.changes))


def _note(note: "AnalystNote") -> str:
    return f"{note.analyst}, {note.kind}{_lines(note)}: {note.text}"


def _lines(note: "AnalystNote") -> str:
    if not note.first_line:
        return ""
    if note.first_line == note.last_line:
        return f", line {note.first_line}"
    return f", lines {note.first_line} to {note.last_line}"


def _text_part(title: str, text: str) -> Iterator[str]:
    if text:
        yield from ("", f"{title}:", *escape_text(text).split("\n"))


def _list_part(title: str, entries: list[str]) -> Iterator[str]:
    if entries:
        yield from ("", f"{title}:", *map(escape_line, entries))
