"""The request to stop: made by a signal or a route, awaited by every open stream."""

import asyncio


class Shutdown:
    """Belongs to the event loop; attached clients receive the `reason`."""

    def __init__(self) -> None:
        self.reason = ""
        self._asked = asyncio.Event()

    def ask(self, reason: str) -> None:
        """Request the stop; a second request changes nothing."""
        if not self._asked.is_set():
            self.reason = reason
            self._asked.set()

    @property
    def asked(self) -> bool:
        return self._asked.is_set()

    async def wait(self) -> None:
        await self._asked.wait()
