"""`specdeck review stats`: how far the review is."""

from typing import Annotated

import typer

from specdeck.connection import connect
from specdeck.group import command
from specdeck.options import Host, Instance, Json, NoDaemonStart
from specdeck.output import print_facts, print_json
from specdeck.saying import Project, project_of
from specdeck.shapes import prints

app = command()

Where = Annotated[str, typer.Option("--where", metavar="QUERY", help="Only of the units that this query finds.")]


@app.command(epilog="Example: specdeck review stats --where 'kind=function'")
@prints("daemon.wire.inbox:Reviewing")
def stats(
    context: typer.Context,
    where: Where = "",
    project: Project = "",
    host: Host = None,
    instance: Instance = None,
    no_daemon_start: NoDaemonStart = False,
    as_json: Json = False,
) -> None:
    """Show how many units are open, approved and written, and how long a decision took."""
    with connect(context, host, no_daemon_start, instance) as client:
        found = client.inbox.stats(project_of(client, project), where)
    if as_json:
        print_json(found)
    else:
        print_facts(found)
