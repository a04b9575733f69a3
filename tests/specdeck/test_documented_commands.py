"""Every command in a box of the documentation is one that the command line accepts."""

import re
import shlex
from pathlib import Path

import pytest
import typer
from typer import Exit
from typer._click.exceptions import BadParameter, UsageError
from typer.core import TyperGroup

from specdeck.command_line import app

ROOT = Path(__file__).parents[2]
BOX = re.compile(r"^```(?:sh)?\n(.*?)^```", re.S | re.M)
ENDS = re.compile(r"\s(?:#|>|\||&&|<<)")
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]


def commands():
    for page in PAGES:
        for box in BOX.findall(page.read_text()):
            for line in box.splitlines():
                command = ENDS.split(line, maxsplit=1)[0].strip()
                if command.startswith("specdeck ") and not set("…[$") & set(command):
                    yield pytest.param(command, id=f"{page.name}: {command}")


@pytest.mark.parametrize("command", list(commands()))
def test_it_is_accepted(command):
    parse(typer.main.get_command(app), shlex.split(command)[1:])


def parse(command, words):
    """Parse the words as a command and its subcommands do, without running anything."""
    try:
        context = command.make_context(command.name, list(words))
    except Exit:  # of --version and the like
        return
    except BadParameter as error:
        if error.message.endswith("does not exist."):  # a file of the reader
            return
        raise
    if isinstance(command, TyperGroup) and (rest := [*context._protected_args, *context.args]):
        _, following, words = command.resolve_command(context, rest)
        parse(following, words)


@pytest.mark.parametrize("words", [["lift", "--nope", "db"], ["review", "lst"], ["jobs", "retry"]])
def test_a_mistake_would_be_found(words):
    with pytest.raises(UsageError):
        parse(typer.main.get_command(app), words)
