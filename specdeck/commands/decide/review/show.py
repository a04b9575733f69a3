"""`specdeck review show`."""

from specdeck.cli.command_app import single_command
from specdeck.cli.daemon_target import Target
from specdeck.cli.options import Json
from specdeck.cli.output import print_json
from specdeck.cli.output_shape import prints
from specdeck.review.decision_command import Project, Unit
from specdeck.review.unit_lookup import UnitLookup
from specdeck.review.unit_text import unit_lines

app = single_command()


@app.command(epilog="Example: specdeck review show 'sales.submit_order(integer)'")
@prints("daemon.wire.review:Review")
def show(target: Target, unit: Unit, project: Project = "", as_json: Json = False) -> None:
    """Show a unit: its SQL, its spec, its verdict, proposals, comments and history."""
    with target.connect() as client:
        found = client.reviews.get(UnitLookup(client, project).number(unit))
    if as_json:
        print_json(found)
    else:
        print("\n".join(unit_lines(found)))
