"""`specdeck review redo`: do again what was taken back."""

import typer

from specdeck.connection import connect
from specdeck.group import command
from specdeck.options import Host, Instance, Json, NoDaemonStart
from specdeck.reviewing.undo import Which
from specdeck.saying import Project, project_of, report
from specdeck.shapes import prints

app = command()


@app.command(epilog="Example: specdeck review redo")
@prints("daemon.wire.decision:Act")
def redo(
    context: typer.Context,
    act: Which = None,
    project: Project = "",
    host: Host = None,
    instance: Instance = None,
    no_daemon_start: NoDaemonStart = False,
    as_json: Json = False,
) -> int:
    """Do again what was undone: an act by its id, or your own latest."""
    with connect(context, host, no_daemon_start, instance) as client:
        done = client.reviews.redo(project_of(client, project), act)
    return report(done, as_json)
