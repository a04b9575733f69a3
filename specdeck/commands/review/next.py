"""`specdeck review next`."""

from specdeck.cli.command_app import single_command
from specdeck.cli.daemon_target import Target
from specdeck.cli.options import Json
from specdeck.cli.output import print_json
from specdeck.cli.output_shape import prints
from specdeck.errors import CommandError
from specdeck.review.decision_command import Project
from specdeck.review.inbox_options import InboxQuery
from specdeck.review.unit_lookup import resolve_project
from specdeck.review.unit_text import unit_lines

app = single_command()


@app.command(name="next", epilog="Example: specdeck review next --where 'open and entity=Order'")
@prints("daemon.wire.review:Review")
def next_(target: Target, where: InboxQuery = "open", project: Project = "", as_json: Json = False) -> None:
    """Show the most urgent unit that matches a query."""
    with target.connect() as client:
        name = resolve_project(client, project)
        page = client.inbox.page(name, where, limit=1)
        if not page.items:
            raise _no_unit(client.conversions.tally(name).waiting)
        found = client.reviews.get(page.items[0].id)
    if as_json:
        print_json(found)
    else:
        print("\n".join(unit_lines(found)))


def _no_unit(waiting: int) -> CommandError:
    if waiting:
        return CommandError("command.nothing_yet", "SQL is still being converted.", "Run: specdeck wait")
    return CommandError("command.nothing_left", "No unit matches the query.", "Run: specdeck review stats")
