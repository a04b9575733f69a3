"""`specdeck analysts`: who proposes changes, what each may ask, and what a model would be asked."""

from typing import TYPE_CHECKING, Annotated

import typer

from specdeck.cli.command_app import command_group
from specdeck.cli.options import Json
from specdeck.cli.output import print_json, print_table
from specdeck.cli.output_shape import prints
from specdeck.errors import CommandError

if TYPE_CHECKING:
    from engine.analysts.analyst import Analyst

app = command_group("Show the analysts: what proposes changes to specs, each proved before it is offered.")

Name = Annotated[str, typer.Argument(metavar="ANALYST", help="The id of an analyst, as the list shows it.")]


@app.command("list", epilog="Example: specdeck analysts list")
@prints("specdeck.models.analyst_row:AnalystRow", "an array")
def list_(as_json: Json = False) -> None:
    """List the analysts that ask a model."""
    from engine.analysts.analyst import all_analysts
    from specdeck.models.analyst_row import analyst_row

    rows = [analyst_row(analyst) for analyst in all_analysts().values()]
    if as_json:
        print_json(rows)
    else:
        found = [(row.id, row.title, ", ".join(row.produces), row.queue, ", ".join(row.tasks)) for row in rows]
        print_table(("id", "analyst", "proposes", "queue", "tasks"), found)


@app.command(epilog="Example: specdeck analysts show namer")
def show(name: Name) -> None:
    """Show what an analyst asks a model: the stable part of each prompt and the form of the answer."""
    from engine.llm.tasks import all_tasks

    analyst = _find(name)
    for each in analyst.tasks:
        task = all_tasks()[each]
        print(f"{task.title} ({task.id}, version {task.version()[:12]}, at most {task.max_tokens} tokens)\n")
        print(task.system())


def _find(name: str) -> "Analyst":
    from engine.analysts.analyst import all_analysts

    found = all_analysts().get(name)
    if found is None:
        known = ", ".join(all_analysts())
        raise CommandError("analysts.unknown", f"There is no analyst named {name}.", f"Known: {known}.")
    return found
