"""The app of `specdeck patterns`, and the options that its subcommands share."""

from typing import Annotated

import typer

from specdeck.cli.command_app import command_group
from specdeck.errors import CommandError

app = command_group("Find, use, change and share the patterns of the library.")

PatternId = Annotated[str, typer.Argument(metavar="ID", help="The pattern, such as soft_delete or crm.contact.")]
PatternIds = Annotated[list[str], typer.Argument(metavar="ID...", help="The patterns.")]
Values = Annotated[list[str] | None, typer.Option("--set", metavar="NAME=VALUE", help="A parameter; can be repeated.")]
Language = Annotated[
    str, typer.Option("--as", metavar="LANGUAGE", help="specql, postgresql, or a template's language.")
]
Reason = Annotated[str, typer.Option("--reason", metavar="TEXT", help="Why, for the history.")]


def parse_values(given: list[str] | None) -> dict[str, str]:
    """Return `NAME=VALUE` options as a mapping."""
    pairs = [each.partition("=") for each in given or ()]
    for name, sign, _ in pairs:
        if not sign or not name:
            raise CommandError("command.bad_value", f"{name!r} is not NAME=VALUE.", "Write --set field=status.")
    return {name: value for name, _, value in pairs}
