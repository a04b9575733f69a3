"""`specdeck review assign`: these people should look at it."""

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

app = single_command()

To = Annotated[list[str] | None, typer.Option("--to", metavar="NAME", help="Whom to ask, by name; may be repeated.")]


@app.command(epilog="Example: specdeck review assign --where 'risk:payment' --to alice --to bob")
@prints("daemon.wire.decision:Act")
def assign(
    target: Target,
    units: Units = None,
    to: To = None,
    where: Where = "",
    revision: Revision = None,
    project: Project = "",
    preview: Preview = False,
    as_json: Json = False,
) -> int:
    """Assign units to people, instead of those before; without --to to nobody."""
    asked = select_units(units, where, project, preview, revision)
    decision = build_decision("assign", asked=tuple(to or ()))
    with target.connect() as client:
        act = send_decision(client, asked, decision)
    return report_act(act, as_json)
