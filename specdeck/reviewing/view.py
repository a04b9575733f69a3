"""`specdeck review view`: queries with a name, each person's own."""

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

app = command_group("Keep queries under a name; the review deck shows them as 1 to 9.")

Name = Annotated[str, typer.Argument(help="The view's name.")]
Fresh = Annotated[str, typer.Argument(metavar="NEW", help="The name that it is to have.")]
Where = Annotated[str, typer.Option("--where", metavar="QUERY", help="What it finds.")]
Sort = Annotated[str, typer.Option("--sort", metavar="FIELDS", help="In which order.")]


@app.command(name="list", epilog="Example: specdeck review view list")
@prints("daemon.wire.inbox:SavedView", "an array")
def list_views(
    target: Target,
    project: Project = "",
    as_json: Json = False,
) -> None:
    """List your views."""
    with target.connect() as client:
        found = client.inbox.views(resolve_project(client, project)).items
    if as_json:
        print_json(found)
    else:
        print_table(("view", "query", "sort"), ((each.name, each.where, each.sort) for each in found))


@app.command(epilog="Example: specdeck review view save risky --where 'open and risk:payment'")
def save(
    target: Target,
    name: Name,
    where: Where = "",
    sort: Sort = "",
    project: Project = "",
) -> None:
    """Keep a query under a name, in the place of one of the same name."""
    from daemon.wire.inbox import SavedView

    try:
        view = SavedView(name, where, sort)
    except ValueError as error:
        raise CommandError("bad_view", f"This view cannot be kept: {error}.", "Give it a short name.") from error
    with target.connect() as client:
        client.inbox.save_view(resolve_project(client, project), view)


@app.command(epilog="Example: specdeck review view rename risky payments")
def rename(
    target: Target,
    name: Name,
    fresh: Fresh,
    project: Project = "",
) -> None:
    """Give a view another name."""
    from daemon.wire.inbox import check_view_name

    try:
        check_view_name(fresh)
    except ValueError as error:
        raise CommandError("bad_view", f"This view cannot be renamed: {error}.", "Give it a short name.") from error
    with target.connect() as client:
        client.inbox.rename_view(resolve_project(client, project), name, fresh)


@app.command(epilog="Example: specdeck review view remove risky")
def remove(
    target: Target,
    name: Name,
    project: Project = "",
) -> None:
    """Forget a view."""
    with target.connect() as client:
        client.inbox.forget_view(resolve_project(client, project), name)
