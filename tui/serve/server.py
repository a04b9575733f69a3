"""The web server: textual-serve's pages and WebSocket behind our gate, on loopback only."""

import socket
from collections.abc import Callable
from pathlib import Path

import aiohttp_jinja2
import jinja2
from aiohttp import web
from textual_serve.server import Server

from tui.serve.gate import Gate

LOOPBACK = "127.0.0.1"
PAGES = Path(__file__).with_name("pages")


class DeckServer(Server):
    """Starts one deck a page that is open; `command` is the shell command that does so."""

    def __init__(self, command: str, port: int) -> None:
        self._socket = socket.create_server((LOOPBACK, port))
        bound = self._socket.getsockname()[1]
        super().__init__(command, LOOPBACK, bound, title="Specdeck", templates_path=PAGES)
        self.gate = Gate(bound)

    def serve_until_stopped(self, told: Callable[[str], None]) -> None:
        """Answer until interrupted; `told` hears of the first address once it can be opened."""

        async def ready(_: web.Application) -> None:
            told(self.gate.url)

        app = self.application()
        app.on_startup.append(ready)
        web.run_app(app, sock=self._socket, print=None, access_log=None)

    def application(self) -> web.Application:
        """The routes, none of which lists a folder."""
        app = web.Application(middlewares=[self.gate.watch])
        aiohttp_jinja2.setup(app, loader=jinja2.FileSystemLoader(self.templates_path))
        app.on_response_prepare.append(self.gate.sign)
        app.add_routes(
            [
                web.get("/", self.handle_index, name="index"),
                web.get("/ws", self.handle_websocket, name="websocket"),
                web.get("/download/{key}", self.handle_download, name="download"),
                web.static("/static", self.statics_path, name="static"),
                web.static("/page", PAGES),
            ]
        )
        return app
