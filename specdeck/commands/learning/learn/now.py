"""`specdeck learn now`: run a cycle of learning."""

from specdeck.cli.command_app import single_command
from specdeck.cli.daemon_target import Target
from specdeck.cli.options import Json
from specdeck.cli.output import print_json
from specdeck.cli.output_shape import prints
from specdeck.learning.project_argument import ProjectArgument
from specdeck.review.unit_lookup import resolve_project

app = single_command()


@app.command(epilog="Example: specdeck learn now shop && specdeck wait")
@prints("daemon.wire.learning:LearningOrder")
def now(target: Target, project: ProjectArgument = "", as_json: Json = False) -> None:
    """Learn from the decisions now and score what waits. It also happens by itself when something changed."""
    with target.connect() as client:
        order = client.learning.start(resolve_project(client, project))
    if as_json:
        print_json(order)
    else:
        print(f"Learning started as {order.job}. `specdeck wait` waits for it.")
