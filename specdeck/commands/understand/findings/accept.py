"""`specdeck findings accept`."""

from typing import Annotated

import typer

from specdeck.cli.command_app import single_command
from specdeck.cli.daemon_target import Target
from specdeck.cli.options import Json
from specdeck.cli.output import print_json
from specdeck.cli.output_shape import prints

app = single_command()

Finding = Annotated[int, typer.Argument(min=1, help="The number of a finding, as `findings list` shows it.")]
Reason = Annotated[str, typer.Option("--reason", "-m", metavar="TEXT", help="Why it may stay.")]
Until = Annotated[str, typer.Option("--until", metavar="DATE", help="The last day, as 2027-01-31. Default: no end.")]


@app.command(epilog="Example: specdeck findings accept 12 --reason 'only the nightly job' --until 2027-01-31")
@prints("daemon.wire.finding:FindingInfo")
def accept(target: Target, finding: Finding, reason: Reason, until: Until = "", as_json: Json = False) -> None:
    """Accept a finding of a project, and all that are the same, with a reason."""
    from daemon.wire.finding import NewAcceptance

    with target.connect() as client:
        found = client.findings.accept(finding, NewAcceptance(reason, until))
    if as_json:
        print_json(found)
    else:
        print(f"Accepted {found.rule} in {found.name or found.path}.")
