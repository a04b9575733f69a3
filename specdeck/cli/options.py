"""The options that many commands share, each declared once."""

from typing import Annotated

import typer


def _print_version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        print(f"specdeck {version('specdeck')}")
        raise typer.Exit


Json = Annotated[bool, typer.Option("--json", help="Print JSON for programs; its shape is in the reference.")]
Host = Annotated[
    str | None, typer.Option("--host", metavar="ssh://[USER@]HOST", help="Use the daemon on another machine.")
]
Instance = Annotated[
    str | None, typer.Option("--instance", metavar="NAME", help="Which of your daemons, if you run several.")
]
NoDaemonStart = Annotated[bool, typer.Option("--no-daemon-start", help="Do not start the daemon if it does not run.")]
Version = Annotated[
    bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version and exit.")
]
