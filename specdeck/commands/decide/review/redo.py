"""`specdeck review redo`."""

from typing import Annotated

import typer

from specdeck.cli.command_app import single_command
from specdeck.cli.daemon_target import Target
from specdeck.cli.options import Json
from specdeck.cli.output_shape import prints
from specdeck.review.decision_command import Project, report_act
from specdeck.review.unit_lookup import resolve_project

app = single_command()

ActId = Annotated[str | None, typer.Argument(metavar="[ACT]", help="The id of an undo. Default: your most recent one.")]


@app.command(epilog="Example: specdeck review redo")
@prints("daemon.wire.decision:Act")
def redo(target: Target, act: ActId = None, project: Project = "", as_json: Json = False) -> int:
    """Redo what was undone: an act by its id, or your most recent one."""
    with target.connect() as client:
        done = client.reviews.redo(resolve_project(client, project), act)
    return report_act(done, as_json)
