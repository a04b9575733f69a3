"""`specdeck overview`: the last assessment of a project, and how it changed from day to day."""

from typing import TYPE_CHECKING, Annotated, Any, cast

import typer

from specdeck.cli.command_app import single_command
from specdeck.cli.daemon_target import Target
from specdeck.cli.options import Json
from specdeck.cli.output import print_json, print_table
from specdeck.cli.output_shape import prints
from specdeck.review.unit_lookup import resolve_project

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from daemon.wire.assessment import AssessmentFigures, AssessmentReport

app = single_command()

Project = Annotated[str, typer.Argument(help="The project. Default: that of this folder, or the only one.")]
Refresh = Annotated[bool, typer.Option("--refresh", help="Order an assessment now; `specdeck wait` waits for it.")]
SHOWN = 14  # days


@app.command(epilog="Example: specdeck overview shop")
@prints("daemon.wire.assessment:AssessmentReport")
def overview(target: Target, project: Project = "", refresh: Refresh = False, as_json: Json = False) -> None:
    """Show what a project holds, what is dangerous in it, and where to begin; with the figures of the last days."""
    with target.connect() as client:
        name = resolve_project(client, project)
        if refresh:
            client.findings.assess(name)
        found = client.findings.assessment(name)
    if as_json:
        print_json(found)
    else:
        _print_report(found)


def _print_report(found: "AssessmentReport") -> None:
    if found.report is None:
        print("Not assessed yet. It is assessed within a minute after its files are converted.")
        return
    points = cast("Sequence[Mapping[str, Any]]", found.report["start_here"])
    print_table(("unit", "place", "risk", "minutes", "why"), map(_start, points))
    print()
    print_table(("day", "units", "proved", "critical", "high", "score", "hours"), map(_day, _last(found.days)))


def _last(days: "Sequence[AssessmentFigures]") -> "Sequence[AssessmentFigures]":
    return days[-SHOWN:]


def _start(each: "Mapping[str, Any]") -> tuple[object, ...]:
    place, name = f"{each['path']}:{each['line']}", each["unit"] or each["kind"]
    return (name, place, each["risk"], each["minutes"], ", ".join(each["reasons"]))


def _day(each: "AssessmentFigures") -> tuple[object, ...]:
    severe = (each.findings.get("critical", 0), each.findings.get("high", 0))
    proved = f"{each.proved} of {each.provable}" if each.provable else each.proved
    return (each.day, each.units, proved, *severe, each.score, each.hours)
