"""`specdeck learn at`: what was known at an earlier event or on an earlier day."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated

import typer

from specdeck.cli.command_app import single_command
from specdeck.cli.daemon_target import Target
from specdeck.cli.options import Json
from specdeck.cli.output import format_percent, print_json, print_table
from specdeck.cli.output_shape import prints
from specdeck.errors import CommandError
from specdeck.learning.project_argument import ProjectArgument
from specdeck.review.unit_lookup import resolve_project

if TYPE_CHECKING:
    from daemon.wire.learning import LearningEventInfo
    from engine.triage.learning_cycle import CycleReport

app = single_command()
DAY = 86_400.0

When = Annotated[str, typer.Argument(metavar="SEQ|DATE", help="The number of an event, or a time such as 2026-11-30.")]


@app.command(epilog="Example: specdeck learn at 2026-11-30 shop")
@prints("engine.triage.learning_cycle:CycleReport")
def at(target: Target, when: When, project: ProjectArgument = "", as_json: Json = False) -> None:
    """Show what was known then, by a replay of the log up to that point. Undone decisions are left out."""
    wanted = _until(when)
    with target.connect() as client:
        from engine.triage.learning_cycle import cycle_report
        from specdeck.learning.replay import replay

        report = cycle_report(replay(client, resolve_project(client, project), wanted), waiting=0)
    if as_json:
        print_json(report.to_json())
    else:
        _print(report)


def _until(when: str) -> "Callable[[LearningEventInfo], bool]":
    if when.isascii() and when.isdigit():
        number = int(when[:18])
        return lambda event: event.seq <= number
    try:
        moment = datetime.fromisoformat(when)
    except ValueError:
        hint = "Name an event by its number, or a time such as 2026-11-30T14:00."
        raise CommandError("command.moment", f"{when!r} is neither a number nor a time.", hint) from None
    day = moment.replace(tzinfo=moment.tzinfo or UTC).timestamp() / DAY
    return lambda event: event.day < day


def _print(report: "CycleReport") -> None:
    error = report.calibration_error
    print(f"decisions: {report.decisions}\nevent: {report.seq}\ndigest: {report.digest}")
    print(f"calibration error: {'unknown' if error is None else format_percent(error)}")
    print(f"auto lane: {'open' if report.is_auto_open else 'closed'}")
    print_table(
        ("analyst", "trust", "outcomes", "state"),
        [(each.analyst, format_percent(each.overall), each.outcomes, each.state) for each in report.analysts],
    )
