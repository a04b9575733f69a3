"""The deck of one page: a process that is stopped with the page."""

import asyncio

from aiohttp import web
from textual_serve.app_service import AppService
from textual_serve.download_manager import DownloadManager

HEARTBEAT_SECONDS = 15
STOP_SECONDS = 5


class PageProcess(AppService):
    """Starts a deck and connects it to a page."""

    def __init__(self, command: str, page: web.WebSocketResponse, downloads: DownloadManager) -> None:
        async def close() -> None:
            await page.close()

        super().__init__(
            command, write_bytes=page.send_bytes, write_str=page.send_str, close=close, download_manager=downloads
        )

    async def stop(self) -> None:
        """Ask the deck to quit and wait for it; kill it if it does not."""
        try:
            await asyncio.wait_for(self._stopped(), STOP_SECONDS)
        except TimeoutError:
            if self._process is not None:
                self._process.kill()
                await self._process.wait()

    async def _stopped(self) -> None:
        await super().stop()
        if self._process is not None:
            await self._process.wait()
