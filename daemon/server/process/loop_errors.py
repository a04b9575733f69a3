"""Errors of the event loop: one that repeats every second is logged once a while."""

import asyncio
import logging
import time
from collections.abc import Callable, Mapping
from typing import Any

ACCEPT = "socket.accept() out of system resource"  # the loop retries every second, and reports each time
QUIET_SECONDS = 600.0
log = logging.getLogger("specdeck.loop")


class LoopErrors:
    """An exception handler for the loop that does not fill the log while descriptors are used up."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._quiet_until = 0.0

    def __call__(self, loop: asyncio.AbstractEventLoop, context: Mapping[str, Any]) -> None:
        if context.get("message") != ACCEPT:
            loop.default_exception_handler(dict(context))
            return
        now = self._clock()
        if now >= self._quiet_until:
            self._quiet_until = now + QUIET_SECONDS
            log.error("connections cannot be accepted now: %s", context.get("exception"))
