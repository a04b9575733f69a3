"""`specdeck review next`: the unit that needs a person most."""

from specdeck.cli.command_app import single_command
from specdeck.cli.daemon_target import Target
from specdeck.cli.options import Json
from specdeck.cli.output import print_json
from specdeck.cli.output_shape import prints
from specdeck.errors import CommandError
from specdeck.review.decision_command import Project
from specdeck.review.unit_lookup import resolve_project
from specdeck.reviewing.list import Where
from specdeck.reviewing.show import unit_lines

app = single_command()


@app.command(name="next", epilog="Example: specdeck review next --where 'open and entity=Order'")
@prints("daemon.wire.review:Review")
def next_(
    target: Target,
    where: Where = "open",
    project: Project = "",
    as_json: Json = False,
) -> None:
    """Show the unit that needs a person most, among those that a query finds."""
    with target.connect() as client:
        whose = resolve_project(client, project)
        window = client.inbox.page(whose, where, limit=1)
        if not window.items:
            raise _nothing(client.conversions.tally(whose).waiting)
        found = client.reviews.get(window.items[0].id)
    if as_json:
        print_json(found)
    else:
        print("\n".join(unit_lines(found)))


def _nothing(waiting: int) -> CommandError:
    """Why no unit is there: not yet, or no more."""
    if waiting:
        return CommandError("nothing_yet", "No unit is here yet: SQL is still being converted.", "specdeck wait waits.")
    return CommandError("nothing_left", "No unit is left for this query.", "specdeck review stats sums up.")
