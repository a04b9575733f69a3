"""Ask before something that people may regret; scripts answer with --yes."""

import sys
from typing import Annotated

import typer

from specdeck.errors import CommandError
from specdeck.exit_codes import ExitCode

Yes = Annotated[bool, typer.Option("--yes", "-y", help="Do not ask for confirmation.")]


def confirm(consequence: str, *, yes: bool) -> None:
    """Show what will happen and ask; raise an error unless the user agrees."""
    if yes:
        return
    if sys.stdin is None or not sys.stdin.isatty():
        raise CommandError("command.unconfirmed", consequence, "Nothing was changed. Repeat the command with --yes.")
    from shutil import get_terminal_size
    from textwrap import fill

    from specdeck.review.prompt import choose

    print(fill(consequence, get_terminal_size().columns, break_long_words=False, break_on_hyphens=False))
    if choose("Continue?", "yn", "n") == "n":
        raise CommandError("command.unconfirmed", "Nothing was changed.", "Answer y, or use --yes.", ExitCode.FINDING)
