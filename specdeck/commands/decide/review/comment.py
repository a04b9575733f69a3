"""`specdeck review comment`."""

from typing import Annotated

import typer

from specdeck.cli.command_app import single_command
from specdeck.cli.daemon_target import Target
from specdeck.cli.options import Json
from specdeck.cli.output_shape import prints
from specdeck.review.decision_command import Project, Unit, build_decision, decide, select_units
from specdeck.review.unit_lookup import MAX_UNIT_ID

app = single_command()

Remark = Annotated[str, typer.Argument(metavar="TEXT", help="The comment; @name notifies somebody.")]
Line = Annotated[int, typer.Option("--line", metavar="N", max=MAX_UNIT_ID, help="The line of the spec.")]


@app.command(epilog="Example: specdeck review comment 12 --line 7 '@alice is this still so?'")
@prints("daemon.wire.decision:Act")
def comment(
    target: Target, unit: Unit, text: Remark, line: Line = 1, project: Project = "", as_json: Json = False
) -> int:
    """Comment on a line of the spec in review. Changes nothing else."""
    selected = select_units([unit], project=project)
    return decide(target, selected, build_decision("comment", text, line=line), as_json)
