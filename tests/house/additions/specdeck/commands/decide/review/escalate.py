"""`specdeck review escalate`: a command that a test adds."""

from specdeck.cli.command_app import single_command
from specdeck.cli.daemon_target import Target
from specdeck.cli.options import Json
from specdeck.cli.output_shape import prints
from specdeck.review.decision_command import SelectedUnits, build_decision, decide

app = single_command()


@app.command(epilog="Example: specdeck review escalate 12")
@prints("daemon.wire.decision:Act")
def escalate(target: Target, units: SelectedUnits, as_json: Json = False) -> int:
    """Escalate units."""
    return decide(target, units, build_decision("escalate"), as_json)
