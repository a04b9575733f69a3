"""`specdeck review acts`: what was done, by whom, and what takes it back."""

from itertools import islice
from typing import TYPE_CHECKING, Annotated

import typer

from specdeck.cli.command_app import single_command
from specdeck.cli.daemon_target import Target
from specdeck.cli.options import Json
from specdeck.cli.output import print_json, print_table
from specdeck.cli.output_shape import prints
from specdeck.review.decision_command import Project
from specdeck.review.unit_lookup import resolve_project
from specdeck.reviewing.list import Limit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from daemon.client import Client
    from daemon.wire.decision import Act

app = single_command()
DEFAULT_LIMIT = 20

Mine = Annotated[bool, typer.Option("--mine", help="Only your own.")]


@app.command(epilog="Example: specdeck review acts --mine --limit 5")
@prints("daemon.wire.decision:Act", "an array")
def acts(
    target: Target,
    mine: Mine = False,
    limit: Limit = DEFAULT_LIMIT,
    project: Project = "",
    as_json: Json = False,
) -> None:
    """List what was done, newest first. `specdeck review undo ACT` takes one back."""
    with target.connect() as client:
        done = iterate_acts(client, resolve_project(client, project))
        found = list(islice((act for act in done if act.mine or not mine), limit))
    if as_json:
        print_json(found)
    else:
        print_table(("act", "at", "by", "what", "stands"), map(_row, found))


def iterate_acts(client: "Client", project: str) -> "Iterator[Act]":
    """All acts of a project, newest first, a page at a time."""
    cursor: str | None = None
    while True:
        page = client.reviews.acts(project, cursor)
        yield from page.items
        cursor = page.next
        if cursor is None:
            return


def _row(act: "Act") -> tuple[object, ...]:
    return act.id, act.at, act.by, act.summary, "taken back" if act.undone else "yes"
