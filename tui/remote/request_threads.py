"""Questions to the daemon, put from threads: the UI awaits an answer and never waits for one."""

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
    """A few threads, each question over a client that no other uses: a slow check delays no page of a list."""

    def __init__(self, first: Client, door: ClientFactory) -> None:
        self._door = door
        self._free: deque[Client] = deque([first])
        self._tasks: SimpleQueue[Callable[[], None]] = SimpleQueue()
        self._threads = 0
        self._busy = 0

    async def ask(self, question: Request[Answer]) -> Answer:
        """The answer, or the error that the client raised."""
        return await self.run(partial(self._put, question))

    async def run(self, task: Callable[[], Answer]) -> Answer:
        """Do something in one of the threads that waits for a process or a line."""
        loop = asyncio.get_running_loop()
        answer: asyncio.Future[Answer] = loop.create_future()
        if self._busy == self._threads < MAX_THREADS:
            self._threads += 1
            # A daemon thread: a request that hangs must not keep the program from ending.
            threading.Thread(target=self._work, name=f"specdeck-ask-{self._threads}", daemon=True).start()
        self._busy += 1
        self._tasks.put(partial(_settle, task, loop, answer))
        try:
            return await answer
        finally:
            self._busy -= 1

    def forget(self) -> None:
        """Drop the clients that are not in use: the daemon that they spoke to is gone."""
        while self._free:
            self._free.pop().close()

    def _work(self) -> None:
        while True:
            self._tasks.get()()

    def _put(self, question: Request[Answer]) -> Answer:
        try:
            client = self._free.pop()
        except IndexError:
            client = self._door()
        try:
            return question(client)
        finally:
            self._free.append(client)


def _settle(task: Callable[[], Answer], loop: asyncio.AbstractEventLoop, answer: asyncio.Future[Answer]) -> None:
    if answer.cancelled():
        return
    try:
        tell = partial(_give, answer, task())
    except Exception as error:  # noqa: BLE001 - the boundary of a thread: the error belongs to who asked
        tell = partial(_fail, answer, error)
    with contextlib.suppress(RuntimeError):  # the loop is closed: nobody wants to know any more
        loop.call_soon_threadsafe(tell)


def _give(answer: asyncio.Future[Answer], value: Answer) -> None:
    if not answer.done():
        answer.set_result(value)


def _fail(answer: asyncio.Future[Answer], error: Exception) -> None:
    if not answer.done():
        answer.set_exception(error)
