"""A group whose words are the modules of a package: a file is a word, imported when it is called and not before."""

from importlib import import_module
from pkgutil import iter_modules
from typing import TYPE_CHECKING, ClassVar

import typer
from typer.core import TyperGroup

if TYPE_CHECKING:
    from typer._click import Command, Context


class LazyGroup(TyperGroup):
    """Each module of `package` holds an `app`; the word is the module's name."""

    package: ClassVar[str]

    def list_commands(self, ctx: "Context") -> list[str]:  # noqa: ARG002 - click's signature
        return sorted(module.name for module in iter_modules(import_module(self.package).__path__))

    def get_command(self, ctx: "Context", cmd_name: str) -> "Command | None":
        if cmd_name not in self.list_commands(ctx):
            return None
        found = typer.main.get_command(import_module(f"{self.package}.{cmd_name}").app)
        found.name = cmd_name
        found.short_help = (found.help or "").partition("\n\n")[0].partition(". ")[0].rstrip(".") + "."  # never cut
        return found
