"""`specdeck learn`: run a cycle of learning."""

from typing import Annotated

import typer

from specdeck.cli.command_app import single_command
from specdeck.cli.daemon_target import Target
from specdeck.cli.options import Json
from specdeck.cli.output import print_json
from specdeck.cli.output_shape import prints
from specdeck.review.unit_lookup import resolve_project

app = single_command()

Project = Annotated[str, typer.Argument(help="The project. Default: that of this folder, or the only one.")]


@app.command(epilog="Example: specdeck learn shop && specdeck wait")
@prints("daemon.wire.learning:LearningOrder")
def learn(target: Target, project: Project = "", as_json: Json = False) -> None:
    """Learn from the decisions now and score what waits. It also happens by itself when something changed."""
    with target.connect() as client:
        order = client.learning.start(resolve_project(client, project))
    if as_json:
        print_json(order)
    else:
        print(f"Learning started as {order.job}. `specdeck wait` waits for it.")
