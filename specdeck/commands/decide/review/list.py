"""`specdeck review list`: the inbox."""

import sys
from itertools import islice
from typing import Annotated

import typer

from daemon.wire.inbox import DEFAULT_QUERY
from specdeck.cli.command_app import single_command
from specdeck.cli.daemon_target import Target
from specdeck.cli.options import Json
from specdeck.cli.output import print_json, print_table
from specdeck.cli.output_shape import prints
from specdeck.review.decision_command import Project
from specdeck.review.inbox_options import InboxQuery, Limit
from specdeck.review.list_columns import COLUMNS, DEFAULT, cells, headings, parse_columns
from specdeck.review.unit_lookup import resolve_project

app = single_command()
DEFAULT_LIMIT = 50

Sort = Annotated[str, typer.Option("--sort", metavar="FIELDS", help="The order, such as 'coverage,-lines'.")]
Columns = Annotated[
    str, typer.Option("--columns", metavar="FIELDS", help=f"What is shown of each: {', '.join(COLUMNS)}.")
]


@app.command(name="list", epilog="Example: specdeck review list --where 'open and risk:payment' --sort coverage")
@prints("daemon.wire.inbox:InboxItem", "an array")
def list_(
    target: Target,
    where: InboxQuery = DEFAULT_QUERY,
    sort: Sort = "",
    columns: Columns = DEFAULT,
    limit: Limit = DEFAULT_LIMIT,
    project: Project = "",
    as_json: Json = False,
) -> None:
    """List the units that match a query, most urgent first. Default: open units."""
    names = parse_columns(columns)
    with target.connect() as client:
        name = resolve_project(client, project)
        found = list(islice(client.inbox.list(name, where, sort), limit))
        page = client.inbox.page(name, where, sort, limit=1)
    if page.hint:
        print(f"hint: {page.hint}", file=sys.stderr)
    if as_json:
        print_json(found)
        return
    print_table(headings(names), (cells(names, item) for item in found))
    if page.total > len(found):
        print(f"\n{len(found)} of {page.total}; --limit shows more.")
