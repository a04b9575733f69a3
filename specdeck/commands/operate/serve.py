"""`specdeck serve`: show the deck in a browser on this machine."""

import shlex
import sys
from typing import Annotated

import typer

from specdeck.cli.command_app import single_command
from specdeck.cli.daemon_target import Target

app = single_command()

Port = Annotated[int, typer.Option("--port", min=0, max=65535, help="The port on 127.0.0.1; 0 chooses a free one.")]


@app.command(epilog="Example: specdeck serve --port 8765")
def serve(target: Target, port: Port = 0) -> None:
    """Show the deck in a browser. The address works once and only on this machine; the browser keeps a pass."""
    from tui.serve.web_server import DeckServer

    server = DeckServer(_command(target), port)
    server.serve_until_stopped(
        lambda url: print(f"Open this address (it works once): {url}\nStop with ctrl+c.", flush=True)
    )


def _command(wanted: Target) -> str:
    """Return the command that shows one deck: options without a subcommand."""
    options = list(wanted.options)
    if not wanted.autostart:
        options.append("--no-daemon-start")
    return shlex.join([sys.executable, "-P", "-m", "specdeck", *options])
