"""`specdeck status`: how the daemon fares."""

import typer

from specdeck.connection import connect
from specdeck.group import command
from specdeck.options import Host, Instance, Json, NoDaemonStart
from specdeck.output import print_facts, print_json
from specdeck.shapes import prints

app = command()


@app.command(epilog="Example: specdeck status --host ssh://alice@build.example")
@prints("daemon.wire.status:Status")
def status(
    context: typer.Context,
    host: Host = None,
    instance: Instance = None,
    no_daemon_start: NoDaemonStart = False,
    as_json: Json = False,
) -> None:
    """Tell how the daemon fares."""
    with connect(context, host, no_daemon_start, instance) as client:
        found = client.status()
    if as_json:
        print_json(found)
    else:
        print_facts(found)
