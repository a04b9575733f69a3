"""A group of commands that imports each command's module only when the command runs."""

import os
import sys
from typing import TYPE_CHECKING, Any, ClassVar

import typer
from typer.core import TyperGroup

from engine.discovery import load_member, module_names
from specdeck.exit_codes import ExitCode

if TYPE_CHECKING:
    from typer._click import Command, Context


class LazyGroup(TyperGroup):
    """The commands of `package`: each module is named like its command and must define an `app`."""

    package: ClassVar[str]

    def list_commands(self, ctx: "Context") -> list[str]:  # noqa: ARG002 - click's signature
        """Return the names of the commands without importing them."""
        return list(module_names(self.package))

    def invoke(self, ctx: "Context") -> Any:  # noqa: ANN401 - the return value of the command
        """Run the command; a reader that closes the pipe early is not an error of ours."""
        try:
            outcome = super().invoke(ctx)
            sys.stdout.flush()
        except BrokenPipeError:  # caught here, because typer would replace the exit code
            _discard_output()
            raise typer.Exit(ExitCode.PIPE) from None
        return outcome

    def get_command(self, ctx: "Context", cmd_name: str) -> "Command | None":
        """Import and return a command; None if it does not exist."""
        if cmd_name not in self.list_commands(ctx):
            return None
        found = typer.main.get_command(load_member(self.package, cmd_name, "app", typer.Typer))
        found.name = cmd_name
        found.short_help = _first_sentence(found.help or "")
        return found


def lazy_group(package: str) -> type[LazyGroup]:
    """Return the group of the commands in a package."""
    return type("PackageGroup", (LazyGroup,), {"package": package})


def _discard_output() -> None:
    """Keep the interpreter from writing to the closed pipe again when it exits."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _first_sentence(help_text: str) -> str:
    """Return the first sentence; click would cut it at a fixed width."""
    return help_text.partition("\n\n")[0].partition(". ")[0].rstrip(".") + "."
