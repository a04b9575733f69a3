"""`specdeck review`: look at what needs a person, decide, take back. Each word is a module of `specdeck.reviewing`."""

from typing import Annotated

import typer

from specdeck.cli.daemon_target import connect
from specdeck.cli.lazy_group import LazyGroup
from specdeck.cli.options import Host, Instance, NoDaemonStart
from specdeck.errors import CommandError

DEFAULT_QUERY = "open"


class ReviewGroup(LazyGroup):
    """The words of review."""

    package = "specdeck.reviewing"


app = typer.Typer(
    cls=ReviewGroup,
    rich_markup_mode=None,
    add_completion=False,
    invoke_without_command=True,
    help="Look at what needs a person, decide, take back.",
)

Plain = Annotated[bool, typer.Option("--plain", help="Go through the units line by line, with one letter for each.")]
Where = Annotated[
    str, typer.Option("--where", metavar="QUERY", help="With --plain: what this query finds, else what is open.")
]
Project = Annotated[str, typer.Option("--project", metavar="NAME", help="With --plain: whose units.")]


@app.callback(epilog="Example: specdeck review --plain --where 'open and verdict=proved'")
def review(
    context: typer.Context,
    plain: Plain = False,
    where: Where = "",
    project: Project = "",
    host: Host = None,
    instance: Instance = None,
    no_daemon_start: NoDaemonStart = False,
) -> None:
    """Look at what needs a person, decide, take back. Without a word: the deck, or with --plain line by line."""
    if context.invoked_subcommand is not None:
        if plain or where or project:
            raise CommandError("with_a_word", "These options stand for no word.", "Say them behind the word.")
        return
    if not plain:
        if where:
            raise CommandError("only_plain", "The deck asks for its query itself, with /.", "Say --plain with --where.")
        from specdeck.cli.daemon_target import resolve_target
        from specdeck.local.open_tui import open_deck

        open_deck(resolve_target(context, host, no_daemon_start, instance), project)
        return
    from specdeck.review.plain_review import PlainReview
    from specdeck.review.unit_lookup import resolve_project

    with connect(context, host, no_daemon_start, instance) as client:
        PlainReview(client, resolve_project(client, project)).run(where or DEFAULT_QUERY)
