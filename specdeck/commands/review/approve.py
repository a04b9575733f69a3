"""`specdeck review approve`."""

from typing import Annotated

import typer

from specdeck.cli.command_app import single_command
from specdeck.cli.daemon_target import Target
from specdeck.cli.options import Json
from specdeck.cli.output_shape import prints
from specdeck.review.decision_command import SelectedUnits, build_decision, decide
from specdeck.review.unit_lookup import MAX_UNIT_ID

app = single_command()

Waive = Annotated[
    str, typer.Option("--waive", metavar="REASON", help="Approve an unproved spec for this reason; admins only.")
]
Proposal = Annotated[
    int | None, typer.Option("--proposal", metavar="N", max=MAX_UNIT_ID, help="Approve the text of this proposal.")
]


@app.command(epilog="Example: specdeck review approve --where 'verdict=proved and raw=0' --preview")
@prints("daemon.wire.decision:Act")
def approve(
    target: Target, units: SelectedUnits, waive: Waive = "", proposal: Proposal = None, as_json: Json = False
) -> int:
    """Approve units. An unproved spec needs a reason, which is recorded with your name."""
    return decide(target, units, build_decision("approve", waive, proposal=proposal), as_json)
