"""All commands, as the command line discovers them."""

from collections.abc import Iterator
from dataclasses import dataclass
from inspect import unwrap

import typer
from typer.core import TyperArgument, TyperCommand, TyperGroup, TyperOption

from specdeck.cli.output_shape import OutputShape, declared_shape
from specdeck.command_line import app


@dataclass(frozen=True, slots=True)
class CommandEntry:
    """A command with its words and its help."""

    words: tuple[str, ...]
    command: TyperCommand

    @property
    def name(self) -> str:
        """The command line without arguments."""
        return " ".join(("specdeck", *self.words))

    @property
    def summary(self) -> str:
        """The help text."""
        return self.command.help or ""

    @property
    def example(self) -> str:
        """A valid command line."""
        return (self.command.epilog or "").removeprefix("Example: ")

    @property
    def arguments(self) -> list[TyperArgument]:
        """The positional arguments."""
        return [each for each in self.command.params if isinstance(each, TyperArgument)]

    @property
    def options(self) -> list[TyperOption]:
        """The options without --help."""
        return [each for each in self.command.params if isinstance(each, TyperOption) and each.name != "help"]

    @property
    def shape(self) -> OutputShape | None:
        """The output with --json."""
        if self.command.callback is None:
            return None
        return declared_shape(unwrap(self.command.callback))


def command_entries() -> Iterator[CommandEntry]:
    """Yield all commands, sorted by name."""
    root = typer.main.get_command(app)
    context = typer.Context(root)
    if isinstance(root, TyperGroup):
        for name in root.list_commands(context):
            yield from _below((name,), root.get_command(context, name))


def _below(words: tuple[str, ...], command: object) -> Iterator[CommandEntry]:
    if isinstance(command, TyperCommand):
        yield CommandEntry(words, command)
    elif isinstance(command, TyperGroup):
        context = typer.Context(command)
        for name in command.list_commands(context):  # a lazy group has no commands until it is asked
            yield from _below((*words, name), command.get_command(context, name))
