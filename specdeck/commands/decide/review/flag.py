"""`specdeck review flag`."""

from typing import Annotated

import typer

from specdeck.cli.command_app import single_command
from specdeck.cli.daemon_target import Target
from specdeck.cli.options import Json
from specdeck.cli.output_shape import prints
from specdeck.review.decision_command import Feedback, SelectedUnits, build_decision, decide

app = single_command()

To = Annotated[list[str] | None, typer.Option("--to", metavar="NAME", help="A reviewer to ask; can be repeated.")]


@app.command(epilog='Example: specdeck review flag 12 --to alice --feedback "is the tax right?"')
@prints("daemon.wire.decision:Act")
def flag(target: Target, units: SelectedUnits, to: To = None, feedback: Feedback = "", as_json: Json = False) -> int:
    """Ask for another reviewer: the people in --to, or anybody but you."""
    return decide(target, units, build_decision("flag", feedback, asked=tuple(to or ())), as_json)
