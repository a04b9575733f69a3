"""`specdeck findings reopen`."""

from specdeck.cli.command_app import single_command
from specdeck.cli.daemon_target import Target
from specdeck.cli.options import Json
from specdeck.cli.output import print_json
from specdeck.cli.output_shape import prints
from specdeck.commands.understand.findings.accept import Finding

app = single_command()


@app.command(epilog="Example: specdeck findings reopen 12")
@prints("daemon.wire.finding:FindingInfo")
def reopen(target: Target, finding: Finding, as_json: Json = False) -> None:
    """Open a finding again that a person accepted."""
    with target.connect() as client:
        found = client.findings.reopen(finding)
    if as_json:
        print_json(found)
    else:
        print(f"Reopened {found.rule} in {found.name or found.path}.")
