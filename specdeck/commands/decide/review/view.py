"""`specdeck review view`: saved queries."""

from typing import Annotated

import typer

from specdeck.cli.command_app import command_group
from specdeck.cli.daemon_target import Target
from specdeck.cli.options import Json
from specdeck.cli.output import print_json, print_table
from specdeck.cli.output_shape import prints
from specdeck.errors import CommandError
from specdeck.review.decision_command import Project
from specdeck.review.unit_lookup import resolve_project

app = command_group("Save queries under a name; the review deck shows them as 1 to 9.")

Name = Annotated[str, typer.Argument(help="The name of the view.")]
NewName = Annotated[str, typer.Argument(metavar="NEW", help="The new name.")]
Where = Annotated[str, typer.Option("--where", metavar="QUERY", help="The query.")]
Sort = Annotated[str, typer.Option("--sort", metavar="FIELDS", help="The order.")]
SHORT_NAME = "Choose a short name."


@app.command(name="list", epilog="Example: specdeck review view list")
@prints("daemon.wire.inbox:SavedView", "an array")
def list_views(target: Target, project: Project = "", as_json: Json = False) -> None:
    """List your views."""
    with target.connect() as client:
        found = client.inbox.views(resolve_project(client, project)).items
    if as_json:
        print_json(found)
    else:
        print_table(("view", "query", "sort"), ((each.name, each.where, each.sort) for each in found))


@app.command(epilog="Example: specdeck review view save risky --where 'open and risk:payment'")
def save(target: Target, name: Name, where: Where = "", sort: Sort = "", project: Project = "") -> None:
    """Save a query under a name, replacing a view of the same name."""
    from daemon.wire.inbox import SavedView

    try:
        view = SavedView(name, where, sort)
    except ValueError as error:
        raise CommandError("command.bad_view", f"This view cannot be saved: {error}.", SHORT_NAME) from error
    with target.connect() as client:
        client.inbox.save_view(resolve_project(client, project), view)


@app.command(epilog="Example: specdeck review view rename risky payments")
def rename(target: Target, name: Name, new: NewName, project: Project = "") -> None:
    """Rename a view."""
    from daemon.wire.inbox import check_view_name

    try:
        check_view_name(new)
    except ValueError as error:
        raise CommandError("command.bad_view", f"This view cannot be renamed: {error}.", SHORT_NAME) from error
    with target.connect() as client:
        client.inbox.rename_view(resolve_project(client, project), name, new)


@app.command(epilog="Example: specdeck review view remove risky")
def remove(target: Target, name: Name, project: Project = "") -> None:
    """Delete a view."""
    with target.connect() as client:
        client.inbox.delete_view(resolve_project(client, project), name)
