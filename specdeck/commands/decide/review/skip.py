"""`specdeck review skip`."""

from specdeck.cli.command_app import single_command
from specdeck.cli.daemon_target import Target
from specdeck.cli.options import Json
from specdeck.cli.output_shape import prints
from specdeck.review.decision_command import SelectedUnits, build_decision, decide

app = single_command()


@app.command(epilog="Example: specdeck review skip 12")
@prints("daemon.wire.decision:Act")
def skip(target: Target, units: SelectedUnits, as_json: Json = False) -> int:
    """Leave units for later. They stay in the inbox, after all units that nobody skipped."""
    return decide(target, units, build_decision("skip"), as_json)
