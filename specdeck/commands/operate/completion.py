"""`specdeck completion`: shell completion scripts."""

import enum
from typing import Annotated

import typer

from specdeck.cli.command_app import single_command

app = single_command()


class Shell(enum.StrEnum):
    """The supported shells."""

    BASH = "bash"
    ZSH = "zsh"
    FISH = "fish"


@app.command(epilog='Example: eval "$(specdeck completion bash)"')
def completion(shell: Annotated[Shell, typer.Argument(help="Your shell.")]) -> None:
    """Print the completion script of a shell. Load it from the shell's startup file."""
    from typer.completion import get_completion_script

    from specdeck.command_line import COMPLETION

    print(get_completion_script(prog_name="specdeck", complete_var=COMPLETION, shell=shell.value))
