"""`specdeck review acts`: the decisions that were made."""

from itertools import islice
from typing import TYPE_CHECKING, Annotated

import typer

from specdeck.cli.command_app import single_command
from specdeck.cli.daemon_target import Target
from specdeck.cli.options import Json
from specdeck.cli.output import print_json, print_table
from specdeck.cli.output_shape import prints
from specdeck.review.act_pages import iterate_acts
from specdeck.review.decision_command import Project
from specdeck.review.inbox_options import Limit
from specdeck.review.unit_lookup import resolve_project

if TYPE_CHECKING:
    from daemon.wire.decision import Act

app = single_command()
DEFAULT_LIMIT = 20

Mine = Annotated[bool, typer.Option("--mine", help="Only your own.")]


@app.command(epilog="Example: specdeck review acts --mine --limit 5")
@prints("daemon.wire.decision:Act", "an array")
def acts(
    target: Target, mine: Mine = False, limit: Limit = DEFAULT_LIMIT, project: Project = "", as_json: Json = False
) -> None:
    """List decisions, newest first. `specdeck review undo ACT` takes one back."""
    with target.connect() as client:
        all_acts = iterate_acts(client, resolve_project(client, project))
        found = list(islice((act for act in all_acts if act.mine or not mine), limit))
    if as_json:
        print_json(found)
    else:
        print_table(("act", "at", "by", "what", "in effect"), map(_row, found))


def _row(act: "Act") -> tuple[object, ...]:
    return act.id, act.at, act.by, act.summary, "undone" if act.undone else "yes"
