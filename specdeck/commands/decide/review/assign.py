"""`specdeck review assign`."""

from typing import Annotated

import typer

from specdeck.cli.command_app import single_command
from specdeck.cli.daemon_target import Target
from specdeck.cli.options import Json
from specdeck.cli.output_shape import prints
from specdeck.review.decision_command import SelectedUnits, build_decision, decide

app = single_command()

To = Annotated[list[str] | None, typer.Option("--to", metavar="NAME", help="An assignee; can be repeated.")]


@app.command(epilog="Example: specdeck review assign --where 'risk:payment' --to alice --to bob")
@prints("daemon.wire.decision:Act")
def assign(target: Target, units: SelectedUnits, to: To = None, as_json: Json = False) -> int:
    """Assign units to people in place of the current assignees; without --to, to nobody."""
    return decide(target, units, build_decision("assign", asked=tuple(to or ())), as_json)
