"""`specdeck review approve`: yes, this spec says what its SQL says."""

from typing import Annotated

import typer

from specdeck.cli.command_app import single_command
from specdeck.cli.daemon_target import Target
from specdeck.cli.options import Json
from specdeck.cli.output_shape import prints
from specdeck.review.decision_command import (
    Preview,
    Project,
    Revision,
    Units,
    Where,
    build_decision,
    report_act,
    select_units,
    send_decision,
)
from specdeck.review.unit_lookup import MAX_UNIT_ID

app = single_command()

Waive = Annotated[
    str, typer.Option("--waive", metavar="REASON", help="Approve what is not proved, for this reason; needs an admin.")
]
Proposal = Annotated[
    int | None, typer.Option("--proposal", metavar="N", max=MAX_UNIT_ID, help="Approve the text of this proposal.")
]


@app.command(epilog="Example: specdeck review approve --where 'verdict=proved and raw=0' --preview")
@prints("daemon.wire.decision:Act")
def approve(
    target: Target,
    units: Units = None,
    where: Where = "",
    waive: Waive = "",
    proposal: Proposal = None,
    revision: Revision = None,
    project: Project = "",
    preview: Preview = False,
    as_json: Json = False,
) -> int:
    """Approve units. What is not proved needs a reason, which is recorded with your name."""
    asked = select_units(units, where, project, preview, revision)
    decision = build_decision("approve", waive, proposal=proposal)
    with target.connect() as client:
        act = send_decision(client, asked, decision)
    return report_act(act, as_json)
