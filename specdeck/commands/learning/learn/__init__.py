"""`specdeck learn`: learn from decisions, look into what was learned. Each subcommand is a module of this package."""

import typer

from specdeck.cli.lazy_group import lazy_group

app = typer.Typer(cls=lazy_group(__name__), rich_markup_mode=None, add_completion=False, no_args_is_help=True)


@app.callback()
def learn() -> None:
    """Learn from decisions, and look into what was learned."""
