"""`specdeck review stats`: how far the review is."""

from typing import Annotated

import typer

from specdeck.connection import Target
from specdeck.group import command
from specdeck.naming import project_of
from specdeck.options import Json
from specdeck.output import print_facts, print_json
from specdeck.saying import Project
from specdeck.shapes import prints

app = command()

Where = Annotated[str, typer.Option("--where", metavar="QUERY", help="Only of the units that this query finds.")]


@app.command(epilog="Example: specdeck review stats --where 'kind=function'")
@prints("daemon.wire.inbox:Reviewing")
def stats(
    target: Target,
    where: Where = "",
    project: Project = "",
    as_json: Json = False,
) -> None:
    """Show how many units are open, approved and written, and how long a decision took."""
    with target.connect() as client:
        found = client.inbox.stats(project_of(client, project), where)
    if as_json:
        print_json(found)
    else:
        print_facts(found)
