"""`specdeck review reject`: no, and why."""

from pathlib import Path
from typing import Annotated

import typer

from daemon.wire.decision import REASONS
from specdeck.connection import Target
from specdeck.errors import CommandError
from specdeck.group import command
from specdeck.naming import MOST
from specdeck.options import Json
from specdeck.saying import Preview, Project, Revision, Units, Where, Words, about, decision_of, report, say
from specdeck.shapes import prints
from specdeck.written_text import text_of

app = command()

Reason = Annotated[str, typer.Option("--reason", metavar="REASON", help=f"One of: {', '.join(REASONS)}.")]
SendBack = Annotated[bool, typer.Option("--send-back", help="Ask for changes instead of closing it.")]
Corrected = Annotated[
    Path | None, typer.Option("--corrected", metavar="FILE", help="The spec as it should be; - for stdin.")
]
Proposal = Annotated[
    int | None, typer.Option("--proposal", metavar="N", max=MOST, help="Reject this proposal, not the unit.")
]


@app.command(epilog="Example: specdeck review reject 12 --reason 'wrong name' --feedback 'p_id is an order'")
@prints("daemon.wire.decision:Act")
def reject(
    target: Target,
    units: Units = None,
    reason: Reason = "",
    where: Where = "",
    feedback: Words = "",
    send_back: SendBack = False,
    corrected: Corrected = None,
    proposal: Proposal = None,
    revision: Revision = None,
    project: Project = "",
    preview: Preview = False,
    as_json: Json = False,
) -> int:
    """Reject units, with a reason that can be counted."""
    if reason not in REASONS:
        raise CommandError("reason", "A rejection has a reason.", f"Say --reason with one of: {', '.join(REASONS)}.")
    asked = about(units, where, project, preview, revision)
    spec = None if corrected is None else text_of(corrected)
    decision = decision_of("reject", feedback, reason=reason, send_back=send_back, spec=spec, proposal=proposal)
    with target.connect() as client:
        act = say(client, asked, decision)
    return report(act, as_json)
