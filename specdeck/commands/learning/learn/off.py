"""`specdeck learn off`: turn learning off in a project."""

from specdeck.cli.command_app import single_command
from specdeck.cli.daemon_target import Target
from specdeck.cli.options import Json
from specdeck.cli.output import print_json
from specdeck.cli.output_shape import prints
from specdeck.learning.project_argument import ProjectArgument
from specdeck.review.unit_lookup import resolve_project

app = single_command()


@app.command(epilog="Example: specdeck learn off shop")
@prints("daemon.wire.learning:LearningStatus")
def off(target: Target, project: ProjectArgument = "", as_json: Json = False) -> None:
    """Stop learning: scores are dropped and every unit waits for a person. Decisions are still logged."""
    from daemon.wire.learning import LearningChange

    with target.connect() as client:
        status = client.learning.change(resolve_project(client, project), LearningChange(enabled=False))
    if as_json:
        print_json(status)
    else:
        print("Learning is off.")
