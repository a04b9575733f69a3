"""Requests to the daemon from threads, so that the UI never blocks on an answer."""

import asyncio
import contextlib
import threading
from collections import deque
from collections.abc import Callable
from functools import partial
from queue import SimpleQueue
from typing import TypeVar

from daemon.client import Client

Answer = TypeVar("Answer")
Request = Callable[[Client], Answer]
ClientFactory = Callable[[], Client]
MAX_THREADS = 3


class RequestThreads:
    """A few threads. Each request has a client of its own, so a slow check does not delay a page of a list."""

    def __init__(self, first: Client, connect: ClientFactory) -> None:
        self._connect = connect
        self._idle: deque[Client] = deque([first])
        self._tasks: SimpleQueue[Callable[[], None]] = SimpleQueue()
        self._threads = 0
        self._busy = 0

    async def ask(self, request: Request[Answer]) -> Answer:
        """Send a request and return the answer, or raise the error of the client."""
        return await self.run(partial(self._send, request))

    async def run(self, task: Callable[[], Answer]) -> Answer:
        """Run a task that may block, such as starting a process, in one of the threads."""
        loop = asyncio.get_running_loop()
        answer: asyncio.Future[Answer] = loop.create_future()
        if self._busy == self._threads < MAX_THREADS:
            self._threads += 1
            # A daemon thread: a request that hangs must not keep the program from ending.
            threading.Thread(target=self._work, name=f"specdeck-ask-{self._threads}", daemon=True).start()
        self._busy += 1
        self._tasks.put(partial(_resolve, task, loop, answer))
        try:
            return await answer
        finally:
            self._busy -= 1

    def close_idle(self) -> None:
        """Close the clients that are not in use: the daemon they were connected to is gone."""
        while self._idle:
            self._idle.pop().close()

    def _work(self) -> None:
        while True:
            self._tasks.get()()

    def _send(self, request: Request[Answer]) -> Answer:
        try:
            client = self._idle.pop()
        except IndexError:
            client = self._connect()
        try:
            return request(client)
        finally:
            self._idle.append(client)


def _resolve(task: Callable[[], Answer], loop: asyncio.AbstractEventLoop, answer: asyncio.Future[Answer]) -> None:
    if answer.cancelled():
        return
    try:
        finish = partial(_set_result, answer, task())
    except Exception as error:  # noqa: BLE001 - the boundary of a thread: the caller gets the error
        finish = partial(_set_error, answer, error)
    with contextlib.suppress(RuntimeError):  # the loop is closed: nobody is waiting any more
        loop.call_soon_threadsafe(finish)


def _set_result(answer: asyncio.Future[Answer], value: Answer) -> None:
    if not answer.done():
        answer.set_result(value)


def _set_error(answer: asyncio.Future[Answer], error: Exception) -> None:
    if not answer.done():
        answer.set_exception(error)
