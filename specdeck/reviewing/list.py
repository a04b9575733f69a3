"""`specdeck review list`: the inbox."""

import sys
from itertools import islice
from typing import TYPE_CHECKING, Annotated

import typer

from specdeck.cli.command_app import single_command
from specdeck.cli.daemon_target import Target
from specdeck.cli.options import Json
from specdeck.cli.output import format_percent, print_json, print_table
from specdeck.cli.output_shape import prints
from specdeck.review.decision_command import Project
from specdeck.review.unit_lookup import resolve_project

if TYPE_CHECKING:
    from daemon.wire.inbox import InboxItem

app = single_command()
FEW, MOST = 50, 1_000_000

Where = Annotated[str, typer.Option("--where", metavar="QUERY", help="Only what this query finds; see the docs.")]
Sort = Annotated[str, typer.Option("--sort", metavar="FIELDS", help="In this order: 'coverage,-lines'.")]
Limit = Annotated[int, typer.Option("--limit", metavar="N", min=1, max=MOST, help="At most so many.")]


@app.command(name="list", epilog="Example: specdeck review list --where 'open and risk:payment' --sort coverage")
@prints("daemon.wire.inbox:InboxItem", "an array")
def list_(
    target: Target,
    where: Where = "open",
    sort: Sort = "",
    limit: Limit = FEW,
    project: Project = "",
    as_json: Json = False,
) -> None:
    """List the units that a query finds; without one, those that are open, who needs a person most first."""
    with target.connect() as client:
        whose = resolve_project(client, project)
        found = list(islice(client.inbox.list(whose, where, sort), limit))
        page = client.inbox.page(whose, where, sort, limit=1)
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
    name = item.name or item.kind  # a statement that makes no object has no name
    return item.id, item.state, verdict, format_percent(item.coverage), item.risk or None, name
