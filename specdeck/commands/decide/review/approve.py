"""`specdeck review approve`."""

from typing import Annotated

import typer

from specdeck.cli.command_app import single_command
from specdeck.cli.daemon_target import Target
from specdeck.cli.options import Json
from specdeck.cli.output_shape import prints
from specdeck.errors import CommandError
from specdeck.review.copies import with_copies
from specdeck.review.decision_command import SelectedUnits, build_decision, decide
from specdeck.review.unit_lookup import MAX_UNIT_ID

app = single_command()

Waive = Annotated[
    str, typer.Option("--waive", metavar="REASON", help="Approve an unproved spec for this reason; admins only.")
]
Proposal = Annotated[
    int | None, typer.Option("--proposal", metavar="N", max=MAX_UNIT_ID, help="Approve the text of this proposal.")
]
Copies = Annotated[bool, typer.Option("--copies", help="Also approve the units that are equal to these but for names.")]


@app.command(epilog="Example: specdeck review approve --where 'verdict=proved and raw=0' --preview")
@prints("daemon.wire.decision:Act")
def approve(
    target: Target,
    units: SelectedUnits,
    waive: Waive = "",
    proposal: Proposal = None,
    copies: Copies = False,
    as_json: Json = False,
) -> int:
    """Approve units. An unproved spec needs a reason, which is recorded with your name."""
    if copies:
        if units.where or proposal is not None:
            hint = "Name the unit, without --where and --proposal."
            raise CommandError("command.copies", "--copies applies to the units that you name.", hint)
        with target.connect() as client:
            units = with_copies(client, units)
    return decide(target, units, build_decision("approve", waive, proposal=proposal), as_json)
