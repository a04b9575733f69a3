"""`specdeck review`: look at units, decide on them and undo decisions. Each subcommand is a module of this package."""

from typing import Annotated

import typer

from daemon.wire.inbox import DEFAULT_QUERY
from specdeck.cli.daemon_target import Target, resolve_target
from specdeck.cli.lazy_group import lazy_group
from specdeck.cli.options import Host, Instance, NoDaemonStart
from specdeck.errors import CommandError

app = typer.Typer(
    cls=lazy_group(__name__),
    rich_markup_mode=None,
    add_completion=False,
    invoke_without_command=True,
    help="Look at units, decide on them, undo decisions.",
)

Plain = Annotated[bool, typer.Option("--plain", help="Review line by line, with one letter for each decision.")]
Where = Annotated[
    str, typer.Option("--where", metavar="QUERY", help="With --plain: the units to review. Default: open ones.")
]
Project = Annotated[str, typer.Option("--project", metavar="NAME", help="The project to review.")]


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
    """Look at units, decide on them, undo decisions. Without a subcommand: the deck, or line by line with --plain."""
    if context.invoked_subcommand is not None:
        if plain or where or project:
            raise CommandError(
                "command.misplaced_option", "These options belong to a subcommand.", "Put them after the subcommand."
            )
        return
    target = resolve_target(context, host, instance, no_daemon_start)
    if plain:
        _review_plainly(target, project, where or DEFAULT_QUERY)
    elif where:
        raise CommandError("command.only_plain", "The deck filters with / instead.", "Add --plain to use --where.")
    else:
        _open_deck(target, project)


def _open_deck(target: Target, project: str) -> None:
    from specdeck.local.open_tui import open_deck

    open_deck(target, project)


def _review_plainly(target: Target, project: str, where: str) -> None:
    from specdeck.review.plain_review import PlainReview
    from specdeck.review.unit_lookup import resolve_project
    from specdeck.settings.resolve_settings import resolve_settings

    advance = bool(resolve_settings()["review.advance"].value)
    with target.connect() as client:
        PlainReview(client, resolve_project(client, project), advance).run(where)
