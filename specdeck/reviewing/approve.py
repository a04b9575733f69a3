"""`specdeck review approve`: yes, this spec says what its SQL says."""

from typing import Annotated

import typer

from specdeck.connection import Target
from specdeck.group import command
from specdeck.naming import MOST
from specdeck.options import Json
from specdeck.saying import Preview, Project, Revision, Units, Where, about, decision_of, report, say
from specdeck.shapes import prints

app = command()

Waive = Annotated[
    str, typer.Option("--waive", metavar="REASON", help="Approve what is not proved, for this reason; needs an admin.")
]
Proposal = Annotated[
    int | None, typer.Option("--proposal", metavar="N", max=MOST, help="Approve the text of this proposal.")
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
    asked = about(units, where, project, preview, revision)
    decision = decision_of("approve", waive, proposal=proposal)
    with target.connect() as client:
        act = say(client, asked, decision)
    return report(act, as_json)
