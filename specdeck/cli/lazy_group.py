"""A group of commands that imports each command's module only when the command runs."""

import os
import sys
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar

import typer
from typer.core import TyperGroup

from engine.discovery import load_member, module_names
from specdeck.exit_codes import ExitCode

if TYPE_CHECKING:
    from typer._click import Command, Context, HelpFormatter

_WHOLE = 1_000  # characters: the first sentence of a help text is shown whole, over several lines


class LazyGroup(TyperGroup):
    """The commands of packages: each module is named like its command and must define an `app`."""

    packages: ClassVar[Mapping[str, str]]  # by their heading in the help

    def list_commands(self, ctx: "Context") -> list[str]:  # noqa: ARG002 - click's signature
        """Return the names of the commands without importing them."""
        return sorted(name for package in self.packages.values() for name in module_names(package))

    def format_commands(self, ctx: "Context", formatter: "HelpFormatter") -> None:
        """Write the commands of each package below its heading."""
        width = max(map(len, self.list_commands(ctx)), default=0)
        for heading, package in self.packages.items():
            found = ((name, self.get_command(ctx, name)) for name in module_names(package))
            rows = [(name.ljust(width), command.get_short_help_str(_WHOLE)) for name, command in found if command]
            with formatter.section(heading):
                formatter.write_dl(rows)

    def invoke(self, ctx: "Context") -> Any:  # noqa: ANN401 - the return value of the command
        """Run the command; a reader that closes the pipe early is not an error of ours."""
        try:
            outcome = super().invoke(ctx)
            sys.stdout.flush()
        except BrokenPipeError:  # caught here, because typer would replace the exit code
            _discard_output()
            raise typer.Exit(ExitCode.PIPE) from None
        return outcome

    def get_command(self, ctx: "Context", cmd_name: str) -> "Command | None":  # noqa: ARG002 - click's signature
        """Import and return a command; None if it does not exist."""
        package = next((each for each in self.packages.values() if cmd_name in module_names(each)), None)
        if package is None:
            return None
        found = typer.main.get_command(load_member(package, cmd_name, "app", typer.Typer))
        found.name = cmd_name
        found.short_help = _first_sentence(found.help or "")
        return found


def lazy_group(package: str) -> type[LazyGroup]:
    """Return the group of the commands in a package."""
    return lazy_sections({"Commands": package})


def lazy_sections(packages: Mapping[str, str]) -> type[LazyGroup]:
    """Return the group of the commands in several packages, each below its heading in the help."""
    return type("PackageGroup", (LazyGroup,), {"packages": packages})


def _discard_output() -> None:
    """Keep the interpreter from writing to the closed pipe again when it exits."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _first_sentence(help_text: str) -> str:
    """Return the first sentence; click would cut it at a fixed width."""
    return help_text.partition("\n\n")[0].partition(". ")[0].rstrip(".") + "."
