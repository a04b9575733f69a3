"""`specdeck learn on`: turn learning on in a project."""

from specdeck.cli.command_app import single_command
from specdeck.cli.daemon_target import Target
from specdeck.cli.options import Json
from specdeck.cli.output import print_json
from specdeck.cli.output_shape import prints
from specdeck.learning.project_argument import ProjectArgument
from specdeck.review.unit_lookup import resolve_project

app = single_command()


@app.command(epilog="Example: specdeck learn on shop")
@prints("daemon.wire.learning:LearningStatus")
def on(target: Target, project: ProjectArgument = "", as_json: Json = False) -> None:
    """Learn from decisions again: units get scores and lanes."""
    from daemon.wire.learning import LearningChange

    with target.connect() as client:
        status = client.learning.change(resolve_project(client, project), LearningChange(enabled=True))
    if as_json:
        print_json(status)
    else:
        print("Learning is on.")
