"""`specdeck units`: the units of a project and their verdicts."""

import sys
from collections.abc import Mapping
from typing import TYPE_CHECKING, Annotated

import typer

from specdeck.cli.command_app import single_command
from specdeck.cli.daemon_target import Target
from specdeck.cli.options import Json
from specdeck.cli.output import format_percent, print_json, print_table
from specdeck.cli.output_shape import prints
from specdeck.cli.terminal_text import escape_line
from specdeck.review.unit_lookup import resolve_project

if TYPE_CHECKING:
    from daemon.wire.conversion import ConversionInfo

app = single_command()

Project = Annotated[str, typer.Argument(help="The project. Default: that of this folder, or the only one.")]
OfVerdict = Annotated[str, typer.Option("--verdict", metavar="VERDICT", help="Only units with this verdict.")]


@app.command(epilog="Example: specdeck units shop --verdict unverified")
@prints("daemon.wire.conversion:ConversionInfo", "an array")
def units(target: Target, project: Project = "", verdict: OfVerdict = "", as_json: Json = False) -> None:
    """List the units of a project with their kinds and verdicts, and the files that could not be read."""
    with target.connect() as client:
        name = resolve_project(client, project)
        found = list(client.conversions.list(name, verdict))
        unread = client.conversions.tally(name).unread
    if as_json:
        print_json(found)
    else:
        print_table(("id", "verdict", "covered", "kind", "unit"), map(_row, found))
    for each in unread:
        print(f"error: {escape_line(each.path)}: {each.fault.sentence}\nhint: {each.fault.hint}", file=sys.stderr)


def _row(found: "ConversionInfo") -> tuple[object, ...]:
    if found.fault:
        return (found.id, "error", "-", found.kind, f"{found.name or found.kind}: {found.fault.sentence}")
    return (found.id, found.verdict, _covered(found.counts), found.kind, found.name or None)


def _covered(counts: Mapping[str, int]) -> str:
    """Return the share of the unit's tokens that the spec expresses."""
    tokens = counts.get("tokens", 0)
    return format_percent(1 - counts.get("opaque_tokens", 0) / tokens if tokens else float(not counts.get("raw")))
