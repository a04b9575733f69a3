"""`specdeck review reject`."""

from difflib import get_close_matches
from pathlib import Path
from typing import Annotated

import typer

from daemon.wire.decisions.reject import REASONS
from specdeck.cli import completions
from specdeck.cli.command_app import single_command
from specdeck.cli.daemon_target import Target
from specdeck.cli.options import Json
from specdeck.cli.output_shape import prints
from specdeck.errors import CommandError
from specdeck.review.decision_command import Feedback, SelectedUnits, build_decision, decide
from specdeck.review.text_editor import read_text
from specdeck.review.unit_lookup import MAX_UNIT_ID

app = single_command()

Reason = Annotated[
    str,
    typer.Option(
        "--reason",
        metavar="REASON",
        help=f"One of: {', '.join(REASONS)}.",
        autocompletion=completions.complete_reason,
    ),
]
SendBack = Annotated[bool, typer.Option("--send-back", help="Request changes instead of closing the unit.")]
Corrected = Annotated[Path | None, typer.Option("--corrected", metavar="FILE", help="A corrected spec; - for stdin.")]
Proposal = Annotated[
    int | None, typer.Option("--proposal", metavar="N", max=MAX_UNIT_ID, help="Reject this proposal, not the unit.")
]


@app.command(epilog="Example: specdeck review reject 12 --reason 'wrong name' --feedback 'p_id is an order'")
@prints("daemon.wire.decision:Act")
def reject(
    target: Target,
    units: SelectedUnits,
    reason: Reason = "",
    feedback: Feedback = "",
    send_back: SendBack = False,
    corrected: Corrected = None,
    proposal: Proposal = None,
    as_json: Json = False,
) -> int:
    """Reject units for one of the listed reasons."""
    if reason not in REASONS:
        raise _unknown_reason(reason)
    spec = None if corrected is None else read_text(corrected)
    decision = build_decision("reject", feedback, reason=reason, send_back=send_back, spec=spec, proposal=proposal)
    return decide(target, units, decision, as_json)


def _unknown_reason(reason: str) -> CommandError:
    known = f"One of: {', '.join(REASONS)}."
    if not reason:
        return CommandError("command.no_reason", "A rejection needs a reason.", f"Add --reason. {known}")
    near = "".join(f"Did you mean {each!r}? " for each in get_close_matches(reason, REASONS, 1))
    return CommandError("command.no_reason", f"There is no reason {reason!r}.", f"{near}{known}")
