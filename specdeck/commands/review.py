"""`specdeck review`: look at what needs a person, decide, take back. Each word is a module of `specdeck.reviewing`."""

from typing import Annotated

import typer

from specdeck.connection import connect
from specdeck.options import Host, Instance, NoDaemonStart
from specdeck.words import Words


class Reviewing(Words):
    """The words of review."""

    package = "specdeck.reviewing"


app = typer.Typer(
    cls=Reviewing,
    rich_markup_mode=None,
    add_completion=False,
    invoke_without_command=True,
    help="Look at what needs a person, decide, take back.",
)

Plain = Annotated[bool, typer.Option("--plain", help="Go through the units line by line, with one letter for each.")]
Where = Annotated[str, typer.Option("--where", metavar="QUERY", help="With --plain: only what this query finds.")]
Project = Annotated[str, typer.Option("--project", metavar="NAME", help="With --plain: whose units.")]


@app.callback(epilog="Example: specdeck review --plain --where 'open and verdict=proved'")
def review(
    context: typer.Context,
    plain: Plain = False,
    where: Where = "open",
    project: Project = "",
    host: Host = None,
    instance: Instance = None,
    no_daemon_start: NoDaemonStart = False,
) -> None:
    """Look at what needs a person, decide, take back. Without a word: the deck, or with --plain line by line."""
    if context.invoked_subcommand is not None:
        return
    if not plain:
        from specdeck.connection import target
        from specdeck.deck import show

        show(target(context, host, no_daemon_start, instance), project)
        return
    from specdeck.plain import Talk
    from specdeck.saying import project_of

    with connect(context, host, no_daemon_start, instance) as client:
        Talk(client, project_of(client, project)).run(where)
