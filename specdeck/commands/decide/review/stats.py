"""`specdeck review stats`."""

from typing import Annotated

import typer

from specdeck.cli.command_app import single_command
from specdeck.cli.daemon_target import Target
from specdeck.cli.options import Json
from specdeck.cli.output import print_fields, print_json
from specdeck.cli.output_shape import prints
from specdeck.review.decision_command import Project
from specdeck.review.unit_lookup import resolve_project

app = single_command()

Where = Annotated[str, typer.Option("--where", metavar="QUERY", help="Count only units that match this query.")]


@app.command(epilog="Example: specdeck review stats --where 'kind=function'")
@prints("daemon.wire.inbox:ReviewStats")
def stats(target: Target, where: Where = "", project: Project = "", as_json: Json = False) -> None:
    """Show how many units are open, approved and written, and how long decisions took."""
    with target.connect() as client:
        found = client.inbox.stats(resolve_project(client, project), where)
    if as_json:
        print_json(found)
    else:
        print_fields(found)
