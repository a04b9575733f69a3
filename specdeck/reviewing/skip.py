"""`specdeck review skip`: not now."""

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


@app.command(epilog="Example: specdeck review skip 12")
@prints("daemon.wire.decision:Act")
def skip(
    target: Target,
    units: Units = None,
    where: Where = "",
    revision: Revision = None,
    project: Project = "",
    preview: Preview = False,
    as_json: Json = False,
) -> int:
    """Leave units for later. They stay in the inbox, behind what nobody skipped."""
    asked = select_units(units, where, project, preview, revision)
    with target.connect() as client:
        act = send_decision(client, asked, build_decision("skip"))
    return report_act(act, as_json)
