"""`specdeck findings`: what is dangerous, wrong or slow in SQL. Each subcommand is a module of this package."""

import typer

from specdeck.cli.lazy_group import lazy_group

app = typer.Typer(
    cls=lazy_group(__name__),
    rich_markup_mode=None,
    add_completion=False,
    no_args_is_help=True,
    help="Find what is dangerous, wrong or slow in SQL, and fix it.",
)


@app.callback()
def findings() -> None:
    """Find what is dangerous, wrong or slow in SQL, and fix it."""
