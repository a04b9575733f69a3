"""`specdeck review list`: the inbox."""

import sys
from itertools import islice
from typing import TYPE_CHECKING, Annotated

import typer

from daemon.wire.inbox import DEFAULT_QUERY
from specdeck.cli.command_app import single_command
from specdeck.cli.daemon_target import Target
from specdeck.cli.options import Json
from specdeck.cli.output import format_percent, print_json, print_table
from specdeck.cli.output_shape import prints
from specdeck.review.decision_command import Project
from specdeck.review.inbox_options import InboxQuery, Limit
from specdeck.review.unit_lookup import resolve_project

if TYPE_CHECKING:
    from daemon.wire.inbox import InboxItem

app = single_command()
DEFAULT_LIMIT = 50

Sort = Annotated[str, typer.Option("--sort", metavar="FIELDS", help="The order, such as 'coverage,-lines'.")]


@app.command(name="list", epilog="Example: specdeck review list --where 'open and risk:payment' --sort coverage")
@prints("daemon.wire.inbox:InboxItem", "an array")
def list_(
    target: Target,
    where: InboxQuery = DEFAULT_QUERY,
    sort: Sort = "",
    limit: Limit = DEFAULT_LIMIT,
    project: Project = "",
    as_json: Json = False,
) -> None:
    """List the units that match a query, most urgent first. Default: open units."""
    with target.connect() as client:
        name = resolve_project(client, project)
        found = list(islice(client.inbox.list(name, where, sort), limit))
        page = client.inbox.page(name, where, sort, limit=1)
    if page.hint:
        print(f"hint: {page.hint}", file=sys.stderr)
    if as_json:
        print_json(found)
        return
    print_table(("id", "state", "verdict", "covered", "risk", "unit"), map(_row, found))
    if page.total > len(found):
        print(f"\n{len(found)} of {page.total}; --limit shows more.")


def _row(item: "InboxItem") -> tuple[object, ...]:
    verdict = "error" if item.fault else item.verdict
    name = item.name or item.kind  # a statement that creates no object has no name
    if item.earlier:
        name += f" (+{item.earlier} earlier)"
    state = f"{item.state}, edited" if item.edited else item.state
    return item.id, state, verdict, format_percent(item.coverage), item.risk or None, name
