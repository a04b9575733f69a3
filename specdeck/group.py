"""A command, or a group of them, without the decoration that typer would load for it."""

import typer


def command() -> typer.Typer:
    """The app of a module that holds one command."""
    return typer.Typer(rich_markup_mode=None, add_completion=False)


def group(help: str) -> typer.Typer:  # noqa: A002 - typer's own word for it
    """The app of a module that holds several commands."""
    return typer.Typer(rich_markup_mode=None, add_completion=False, no_args_is_help=True, help=help)
