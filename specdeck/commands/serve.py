"""`specdeck serve`: the deck in a browser on this machine."""

import shlex
import sys
from typing import Annotated

import typer

from specdeck.cli.command_app import single_command
from specdeck.cli.daemon_target import Target

app = single_command()

Port = Annotated[int, typer.Option("--port", min=0, max=65535, help="The port on 127.0.0.1; 0 takes a free one.")]


@app.command(epilog="Example: specdeck serve --port 8765")
def serve(target: Target, port: Port = 0) -> None:
    """Show the deck in a browser. The address works once, on this machine only; the browser keeps the pass."""
    from tui.serve.web_server import DeckServer

    server = DeckServer(_command(target), port)
    server.serve_until_stopped(lambda url: print(f"Open this address, once: {url}\nctrl+c ends it.", flush=True))


def _command(wanted: Target) -> str:
    """What shows one deck; the options stand before a command's name, and there is none."""
    options = ["--instance", wanted.instance]
    options += ["--host", wanted.host] if wanted.host else []
    options += [] if wanted.autostart else ["--no-daemon-start"]
    return shlex.join([sys.executable, "-P", "-m", "specdeck", *options])
