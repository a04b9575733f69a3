"""`specdeck review show`: one unit whole, in plain lines."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from specdeck.cli.command_app import single_command
from specdeck.cli.daemon_target import Target
from specdeck.cli.options import Json
from specdeck.cli.output import format_percent, print_json
from specdeck.cli.output_shape import prints
from specdeck.cli.terminal_text import escape_line, escape_text
from specdeck.review.decision_command import Project, Unit
from specdeck.review.unit_lookup import UnitLookup

if TYPE_CHECKING:
    from daemon.wire.review import CauseInfo, Proposal, Review

app = single_command()
LINE_FIELDS = ("SQL", "Spec")


@app.command(epilog="Example: specdeck review show 'sales.submit_order(integer)'")
@prints("daemon.wire.review:Review")
def show(
    target: Target,
    unit: Unit,
    project: Project = "",
    as_json: Json = False,
) -> None:
    """Show a unit: its SQL, its spec, what is known about the two, and what people said."""
    with target.connect() as client:
        found = client.reviews.get(UnitLookup(client, project).number(unit))
    if as_json:
        print_json(found)
    else:
        print("\n".join(unit_lines(found)))


def unit_lines(found: "Review") -> Iterator[str]:
    """The unit as plain text: a heading for each part, and nothing for an empty one."""
    yield from map(escape_line, _head(found))
    yield from _part("SQL", escape_text(found.deck.sql).split("\n"))
    yield from _part("Spec", escape_text(found.deck.spec.rstrip("\n")).split("\n") if found.deck.spec else [])
    yield from _part("Why look", [_cause(cause, found.deck.sql) for cause in found.causes])
    yield from _part("Proposals", list(map(_proposal, found.proposals)))
    yield from _part("Comments", [f"line {each.line}, {each.by}: {each.text}" for each in found.comments])
    yield from _part("History", [f"{each.at}  {each.sentence}" for each in found.history])
    refused = [can for can in found.can if not can.allowed]
    yield from _part("You may not", [f"{can.kind}: {can.why} {can.hint}".rstrip() for can in refused])


def _head(found: "Review") -> Iterator[str]:
    item = found.item
    yield f"{item.id}  {' '.join(filter(None, (item.kind, item.name)))}, of {item.source}"
    approvals = f"{len(item.approvals)} of {item.needed} approvals"
    yield f"{item.state}, {item.verdict}, {format_percent(item.coverage)} covered, {approvals}"
    if item.risk:
        yield f"risk: {', '.join(item.risk)}"


def _cause(cause: "CauseInfo", sql: str) -> str:
    """A reason, behind the line of the SQL that it is about."""
    return cause.sentence if cause.start is None else f"line {sql.count(chr(10), 0, cause.start) + 1}: {cause.sentence}"


def _proposal(one: "Proposal") -> str:
    return f"{one.id}  {one.state}, by {one.by or one.analyst}, {one.verdict}: {one.reason}"


def _part(title: str, texts: list[str]) -> Iterator[str]:
    if texts:
        yield ""
        yield f"{title}:"
        yield from texts if title in LINE_FIELDS else map(escape_line, texts)
