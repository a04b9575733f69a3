"""`specdeck trust`: what the record of each analyst has earned."""

import csv
import sys
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer

from specdeck.cli.command_app import single_command
from specdeck.cli.daemon_target import Target
from specdeck.cli.options import Json
from specdeck.cli.output import format_percent, print_json, print_table
from specdeck.cli.output_shape import prints
from specdeck.review.unit_lookup import resolve_project

if TYPE_CHECKING:
    from daemon.wire.learning import AnalystRecord

app = single_command()

Project = Annotated[str, typer.Argument(help="The project. Default: that of this folder, or the only one.")]
AsCsv = Annotated[bool, typer.Option("--csv", help="Print comma-separated values.")]
HEADINGS = ("analyst", "trust", "band", "strength", "trend", "state", "outcomes", "approved")


@app.command(epilog="Example: specdeck trust shop --csv > trust.csv")
@prints("daemon.wire.learning:AnalystRecord", "an array")
def trust(target: Target, project: Project = "", as_csv: AsCsv = False, as_json: Json = False) -> None:
    """Show the trust in each analyst: what became of its proposals, with the uncertainty of so many outcomes."""
    with target.connect() as client:
        found = client.learning.status(resolve_project(client, project)).analysts
    if as_json:
        print_json(found)
    elif as_csv:
        _print_csv(found)
    else:
        print_table(HEADINGS, map(_row, found))


def _row(record: "AnalystRecord") -> tuple[object, ...]:
    approved = "-" if record.approval_rate is None else format_percent(record.approval_rate)
    band = f"{format_percent(record.low)} to {format_percent(record.high)}"
    return (
        record.analyst, format_percent(record.overall), band, record.strength, record.trend, record.state,
        record.outcomes, approved,
    )  # fmt: skip


def _print_csv(found: "tuple[AnalystRecord, ...]") -> None:
    rows = [asdict(record) for record in found]
    writer = csv.DictWriter(sys.stdout, rows[0].keys() if rows else ("analyst",), lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
