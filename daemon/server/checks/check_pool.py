"""Checks of texts that people wrote, in processes apart: a hostile text may kill one of them, never the daemon."""

import asyncio
import json
import os
import sys
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

from daemon.server.checks.fair_queue import FairQueue
from daemon.server.errors import ServerError
from daemon.wire.review import MistakeInfo
from engine.review.hunks import Hunk

CHECK_SECONDS = 10.0
START_SECONDS = 30.0
MAX_CONCURRENT = 2
IDLE_SECONDS = 300.0  # seconds after which a process that nobody needs goes home
MAX_ANSWER_BYTES = 128 << 20
COMMAND = (sys.executable, "-P", "-m", "daemon.server.checks.check_process")
DROPPED_VARIABLES = ("PYTHONPATH", "PYTHONHOME")


class CheckUnavailableError(ServerError):
    """Nothing can be checked now."""

    code = "check.unavailable"
    status = 503


@dataclass(frozen=True, slots=True)
class CheckSubject:
    """What a text is checked against: a unit with its SQL, what the lift made of it, and the text in review."""

    kind: str
    name: str
    sql: str
    lift: str | None
    links: tuple[object, ...]
    base: str | None


@dataclass(frozen=True, slots=True)
class CheckedSpec:
    """What is known about a text. With mistakes there is nothing else; `evidence`, `links` and the `correction`

    (how its structure differs from the text in review) are JSON values, to be kept with the text.
    """

    spec: str
    mistakes: tuple[MistakeInfo, ...] = ()
    verdict: str | None = None
    obligations: tuple[str, ...] = ()
    difference: str | None = None
    lowered: str | None = None
    evidence: Mapping[str, object] | None = None
    links: tuple[object, ...] = ()
    correction: tuple[object, ...] = ()
    hunks: tuple[Hunk, ...] = ()


class CheckPool:
    """The processes of one daemon: started when needed, kept warm, ended when they take too long."""

    def __init__(self, seconds: float = CHECK_SECONDS) -> None:
        self._seconds = seconds
        self._turns = FairQueue(MAX_CONCURRENT)
        self._idle: list[_Process] = []

    async def close(self) -> None:
        """End the processes that are idle; those at work end with their daemon."""
        while self._idle:
            process = self._idle.pop()
            process.stay()
            process.end()
            await process.ended()

    async def check(self, subject: CheckSubject, spec: str, who: str) -> CheckedSpec:
        """What is known about a text. Everybody has one check at a time, and waits for one of each other's."""
        asked = _asked(subject, spec)
        async with self._turns.taken(who):
            try:
                answer = await self._answered(asked)
            except TimeoutError:
                return _given_up(spec, f"Checking this text took more than {self._seconds:g} s and was stopped.")
            except EOFError:
                return _given_up(spec, "This text ended the process that checked it.")
        return _checked(spec, answer)

    async def _answered(self, asked: bytes) -> Mapping[str, Any]:
        """The answer of a process; one that died while it waited is no sign of a bad text, so it is asked twice."""
        try:
            return await self._once(asked)
        except EOFError:
            return await self._once(asked)

    async def _once(self, asked: bytes) -> Mapping[str, Any]:
        async with self._process() as process:
            return await asyncio.wait_for(process.ask(asked), self._seconds)

    @asynccontextmanager
    async def _process(self) -> AsyncIterator["_Process"]:
        """A process for one question; it is kept only if the question was answered."""
        process = self._idle.pop() if self._idle else await _start()
        process.stay()
        try:
            yield process
        except BaseException:
            process.end()
            raise
        self._idle.append(process)
        process.leave_after(IDLE_SECONDS, self._idle)


class _Process:
    """One checker. Its stdin is its life line: closed by the kernel when we die, however we die."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        assert process.stdin is not None, "it was started with pipes"  # noqa: S101  says what the type cannot
        assert process.stdout is not None, "it was started with pipes"  # noqa: S101
        self._process, self._asks, self._answers = process, process.stdin, process.stdout
        self._leaving: asyncio.TimerHandle | None = None

    async def greeting(self) -> None:
        """Wait until it is up: what it took to start is not the text's time."""
        await self._line()

    async def ask(self, asked: bytes) -> Mapping[str, Any]:
        """The answer to a line."""
        try:
            self._asks.write(asked)
            await self._asks.drain()
        except ConnectionError as error:
            raise EOFError from error
        return json.loads(await self._line())

    async def _line(self) -> bytes:
        try:
            line = await self._answers.readline()
        except (ConnectionError, ValueError) as error:  # it hung up, or said more than is sound
            raise EOFError from error
        if not line.endswith(b"\n"):
            raise EOFError
        return line

    def end(self) -> None:
        """Kill it, wherever it is."""
        if self._process.returncode is None:
            self._process.kill()

    async def ended(self) -> None:
        """Wait until nothing of it is left; what it may still have said does not count."""
        await self._answers.read()
        await self._process.wait()

    def stay(self) -> None:
        if self._leaving is not None:
            self._leaving.cancel()

    def leave_after(self, seconds: float, idle: list["_Process"]) -> None:
        """End it if it is still idle then."""

        def leave() -> None:
            idle.remove(self)
            self.end()

        self._leaving = asyncio.get_running_loop().call_later(seconds, leave)


async def _start() -> _Process:
    environment = {name: value for name, value in os.environ.items() if name not in DROPPED_VARIABLES}
    pipe = asyncio.subprocess.PIPE
    try:
        process = await asyncio.create_subprocess_exec(
            *COMMAND, stdin=pipe, stdout=pipe, cwd="/", env=environment, limit=MAX_ANSWER_BYTES
        )
    except OSError as error:
        raise CheckUnavailableError(
            f"No process can be started to check this: {error.strerror}.", "Try again soon."
        ) from error
    started = _Process(process)
    try:
        await asyncio.wait_for(started.greeting(), START_SECONDS)
    except (TimeoutError, EOFError) as error:
        started.end()
        raise CheckUnavailableError(
            "The process that checks texts does not start.", "specdeck daemon logs tells more."
        ) from error
    return started


def _asked(subject: CheckSubject, spec: str) -> bytes:
    fields = {name: getattr(subject, name) for name in ("kind", "name", "sql", "lift", "links", "base")}
    return json.dumps({**fields, "spec": spec}).encode() + b"\n"


def _given_up(spec: str, sentence: str) -> CheckedSpec:
    return CheckedSpec(spec, (MistakeInfo(1, 1, sentence, "Make it smaller, or nest it less deeply."),))


def _checked(spec: str, answer: Mapping[str, Any]) -> CheckedSpec:
    mistakes = tuple(MistakeInfo(**each) for each in answer["mistakes"])
    if mistakes:
        return CheckedSpec(spec, mistakes)
    return CheckedSpec(
        spec=spec,
        verdict=answer["verdict"],
        obligations=tuple(answer["obligations"]),
        difference=answer["difference"],
        lowered=answer["lowered"],
        evidence=answer["evidence"],
        links=tuple(answer["links"]),
        correction=tuple(answer["correction"]),
        hunks=tuple(Hunk(**each) for each in answer["hunks"]),
    )
