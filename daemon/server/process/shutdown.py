"""The moment to stop: asked for by a signal or a route, waited for by every open stream."""

import asyncio


class Shutdown:
    """Belongs to the event loop; `reason` is told to whoever is attached."""

    def __init__(self) -> None:
        self.reason = ""
        self._asked = asyncio.Event()

    def ask(self, reason: str) -> None:
        """Stop; asking twice changes nothing."""
        if not self._asked.is_set():
            self.reason = reason
            self._asked.set()

    @property
    def asked(self) -> bool:
        return self._asked.is_set()

    async def wait(self) -> None:
        await self._asked.wait()
