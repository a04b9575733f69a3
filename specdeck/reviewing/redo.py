"""`specdeck review redo`: do again what was taken back."""

from specdeck.cli.command_app import single_command
from specdeck.cli.daemon_target import Target
from specdeck.cli.options import Json
from specdeck.cli.output_shape import prints
from specdeck.review.decision_command import Project, report_act
from specdeck.review.unit_lookup import resolve_project
from specdeck.reviewing.undo import Which

app = single_command()


@app.command(epilog="Example: specdeck review redo")
@prints("daemon.wire.decision:Act")
def redo(
    target: Target,
    act: Which = None,
    project: Project = "",
    as_json: Json = False,
) -> int:
    """Do again what was undone: an act by its id, or your own latest."""
    with target.connect() as client:
        done = client.reviews.redo(resolve_project(client, project), act)
    return report_act(done, as_json)
