"""`specdeck review skip`: not now."""

import typer

from specdeck.connection import connect
from specdeck.group import command
from specdeck.options import Host, Instance, Json, NoDaemonStart
from specdeck.saying import Preview, Project, Revision, Units, Where, about, report, say
from specdeck.shapes import prints

app = command()


@app.command(epilog="Example: specdeck review skip 12")
@prints("daemon.wire.decision:Act")
def skip(
    context: typer.Context,
    units: Units = None,
    where: Where = "",
    revision: Revision = None,
    project: Project = "",
    preview: Preview = False,
    host: Host = None,
    instance: Instance = None,
    no_daemon_start: NoDaemonStart = False,
    as_json: Json = False,
) -> int:
    """Leave units for later. They stay in the inbox, behind what nobody skipped."""
    from daemon.wire.decision import NewDecision, Word

    asked = about(units, where, project, preview, revision)
    with connect(context, host, no_daemon_start, instance) as client:
        act = say(client, asked, NewDecision(Word.SKIP))
    return report(act, as_json)
