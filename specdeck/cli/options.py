"""Options that many commands share."""

from typing import Annotated

import typer

from specdeck.cli import completions


def _print_version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        print(f"specdeck {version('specdeck')}")
        raise typer.Exit


Json = Annotated[bool, typer.Option("--json", help="Print JSON; the reference documents its schema.")]
Host = Annotated[
    str | None, typer.Option("--host", metavar="ssh://[USER@]HOST", help="Use the daemon on another machine.")
]
Instance = Annotated[
    str | None,
    typer.Option(
        "--instance",
        metavar="NAME",
        help="Which daemon to use, if you run several.",
        autocompletion=completions.complete_instance,
    ),
]
NoDaemonStart = Annotated[bool, typer.Option("--no-daemon-start", help="Do not start the daemon if it is not running.")]
Version = Annotated[
    bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version and exit.")
]
