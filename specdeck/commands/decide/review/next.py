"""`specdeck review next`."""

from typing import TYPE_CHECKING

from daemon.wire.inbox import DEFAULT_QUERY
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

if TYPE_CHECKING:
    from daemon.wire.inbox import InboxCounts

app = single_command()


@app.command(name="next", epilog="Example: specdeck review next --where 'open and entity=Order'")
@prints("daemon.wire.review:Review", "one object or null")
def next_(target: Target, where: InboxQuery = DEFAULT_QUERY, project: Project = "", as_json: Json = False) -> None:
    """Show the most urgent unit that matches a query."""
    with target.connect() as client:
        name = resolve_project(client, project)
        page = client.inbox.page(name, where, limit=1)
        found = client.reviews.get(page.items[0].id) if page.items else None
        counts = client.inbox.counts(name)
    if found is None and counts.files_done < counts.files:
        raise _still_converting(counts)
    if as_json:
        print_json(found)
    else:
        print("\n".join(unit_lines(found)) if found else _nothing_left(where, counts, page.hint))


def _still_converting(counts: "InboxCounts") -> CommandError:
    sentence = f"SQL is still being converted: {counts.files_done} of {counts.files} files."
    return CommandError("command.nothing_yet", sentence, "Run: specdeck wait")


def _nothing_left(where: str, counts: "InboxCounts", hint: str) -> str:
    """Return what to print if no unit matches: that is an answer, not an error."""
    if where == DEFAULT_QUERY and counts.total:
        states = ", ".join(f"{count} {state}" for state, count in sorted(counts.states.items()))
        return f"All reviewed: {counts.total} units, none of them open ({states})."
    return f"No unit matches the query. {hint}".rstrip()
