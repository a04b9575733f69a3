"""The web server: textual-serve's pages and WebSocket behind our gate, on loopback only."""

import asyncio
import socket
from collections.abc import Callable
from pathlib import Path

import aiohttp_jinja2
import jinja2
from aiohttp import web
from textual_serve.server import Server, to_int

from tui.serve.page_process import HEARTBEAT_SECONDS, PageProcess
from tui.serve.token_gate import TokenGate

LOOPBACK = "127.0.0.1"
PAGES = Path(__file__).with_name("pages")


class DeckServer(Server):
    """Starts one deck for each open page, with the shell command `command`."""

    def __init__(self, command: str, port: int) -> None:
        self._socket = socket.create_server((LOOPBACK, port))
        bound = self._socket.getsockname()[1]
        super().__init__(command, LOOPBACK, bound, title="Specdeck", templates_path=PAGES)
        self.gate = TokenGate(bound)
        self._pages: set[web.WebSocketResponse] = set()

    def serve_until_stopped(self, opened: Callable[[str], None]) -> None:
        """Serve until interrupted; `opened` is called with the first URL once it works."""

        async def ready(_: web.Application) -> None:
            opened(self.gate.url)

        app = self.application()
        app.on_startup.append(ready)
        web.run_app(app, sock=self._socket, print=None, access_log=None)

    def application(self) -> web.Application:
        """Return the application with its routes; none lists a folder."""
        page = self.gate.page
        app = web.Application(middlewares=[self.gate.check])
        aiohttp_jinja2.setup(app, loader=jinja2.FileSystemLoader(self.templates_path))
        app.on_response_prepare.append(self.gate.add_headers)
        app.on_shutdown.append(self._close_pages)
        app.add_routes(
            [
                web.get(f"{page}/", self.handle_index, name="index"),
                web.get(f"{page}/ws", self.handle_websocket, name="websocket"),
                web.get(f"{page}/download/{{key}}", self.handle_download, name="download"),
                web.static(f"{page}/static", self.statics_path, name="static"),
                web.static(f"{page}/page", PAGES),
            ]
        )
        return app

    async def handle_websocket(self, request: web.Request) -> web.WebSocketResponse:
        """Serve one page with a deck of its own, which quits when the page is closed or the server stops."""
        page = web.WebSocketResponse(heartbeat=HEARTBEAT_SECONDS)
        await page.prepare(request)
        deck = PageProcess(self.command, page, self.download_manager)
        self._pages.add(page)
        try:
            await deck.start(to_int(request.query.get("width", ""), 80), to_int(request.query.get("height", ""), 24))
            await self._process_messages(page, deck)
        finally:
            self._pages.discard(page)
            await deck.stop()
        return page

    async def _close_pages(self, _: web.Application) -> None:
        """Close all pages: a stop waits for open requests, and an open page is one."""
        await asyncio.gather(*(page.close() for page in self._pages))
