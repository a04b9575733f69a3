"""`specdeck status`."""

from specdeck.cli.command_app import single_command
from specdeck.cli.daemon_target import Target
from specdeck.cli.options import Json
from specdeck.cli.output import print_fields, print_json
from specdeck.cli.output_shape import prints

app = single_command()


@app.command(epilog="Example: specdeck status --host ssh://alice@build.example")
@prints("daemon.wire.status:Status")
def status(target: Target, as_json: Json = False) -> None:
    """Show daemon status."""
    with target.connect() as client:
        found = client.status()
    if as_json:
        print_json(found)
    else:
        print_fields(found)
