"""`specdeck review reject`: no, and why."""

from pathlib import Path
from typing import Annotated

import typer

from daemon.wire.decisions.reject import REASONS
from specdeck.cli.command_app import single_command
from specdeck.cli.daemon_target import Target
from specdeck.cli.options import Json
from specdeck.cli.output_shape import prints
from specdeck.errors import CommandError
from specdeck.review.decision_command import (
    Feedback,
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
from specdeck.review.text_editor import read_text
from specdeck.review.unit_lookup import MAX_UNIT_ID

app = single_command()

Reason = Annotated[str, typer.Option("--reason", metavar="REASON", help=f"One of: {', '.join(REASONS)}.")]
SendBack = Annotated[bool, typer.Option("--send-back", help="Ask for changes instead of closing it.")]
Corrected = Annotated[
    Path | None, typer.Option("--corrected", metavar="FILE", help="The spec as it should be; - for stdin.")
]
Proposal = Annotated[
    int | None, typer.Option("--proposal", metavar="N", max=MAX_UNIT_ID, help="Reject this proposal, not the unit.")
]


@app.command(epilog="Example: specdeck review reject 12 --reason 'wrong name' --feedback 'p_id is an order'")
@prints("daemon.wire.decision:Act")
def reject(
    target: Target,
    units: Units = None,
    reason: Reason = "",
    where: Where = "",
    feedback: Feedback = "",
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
    asked = select_units(units, where, project, preview, revision)
    spec = None if corrected is None else read_text(corrected)
    decision = build_decision("reject", feedback, reason=reason, send_back=send_back, spec=spec, proposal=proposal)
    with target.connect() as client:
        act = send_decision(client, asked, decision)
    return report_act(act, as_json)
