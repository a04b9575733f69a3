"""`specdeck review flag`: somebody else should look."""

from typing import Annotated

import typer

from specdeck.cli.command_app import single_command
from specdeck.cli.daemon_target import Target
from specdeck.cli.options import Json
from specdeck.cli.output_shape import prints
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

app = single_command()

To = Annotated[list[str] | None, typer.Option("--to", metavar="NAME", help="Whom to ask, by name; may be repeated.")]


@app.command(epilog='Example: specdeck review flag 12 --to alice --feedback "is the tax right?"')
@prints("daemon.wire.decision:Act")
def flag(
    target: Target,
    units: Units = None,
    to: To = None,
    where: Where = "",
    feedback: Feedback = "",
    revision: Revision = None,
    project: Project = "",
    preview: Preview = False,
    as_json: Json = False,
) -> int:
    """Ask for a second reviewer: those named, or anybody but you."""
    asked = select_units(units, where, project, preview, revision)
    decision = build_decision("flag", feedback, asked=tuple(to or ()))
    with target.connect() as client:
        act = send_decision(client, asked, decision)
    return report_act(act, as_json)
