"""Options of the commands that list the inbox."""

from typing import Annotated

import typer

from specdeck.cli import completions

MAX_LIMIT = 1_000_000

InboxQuery = Annotated[
    str,
    typer.Option(
        "--where", metavar="QUERY", help="Only units that match this query.", autocompletion=completions.complete_query
    ),
]
Limit = Annotated[int, typer.Option("--limit", metavar="N", min=1, max=MAX_LIMIT, help="The maximum number of rows.")]
