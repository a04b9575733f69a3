"""`specdeck status`: how the daemon fares."""

from specdeck.connection import Target
from specdeck.group import command
from specdeck.options import Json
from specdeck.output import print_facts, print_json
from specdeck.shapes import prints

app = command()


@app.command(epilog="Example: specdeck status --host ssh://alice@build.example")
@prints("daemon.wire.status:Status")
def status(target: Target, as_json: Json = False) -> None:
    """Tell how the daemon fares."""
    with target.connect() as client:
        found = client.status()
    if as_json:
        print_json(found)
    else:
        print_facts(found)
