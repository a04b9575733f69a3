"""Checks of texts that people write, in separate processes: a hostile text may kill one of them, not the daemon."""

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
from engine.review.text.hunks import Hunk

CHECK_SECONDS = 10.0
START_SECONDS = 30.0
MAX_CONCURRENT = 2
IDLE_SECONDS = 300.0  # seconds after which an idle process ends
MAX_ANSWER_BYTES = 128 << 20
COMMAND = (sys.executable, "-P", "-m", "daemon.server.checks.check_process")
DROPPED_VARIABLES = ("PYTHONPATH", "PYTHONHOME")


class CheckUnavailableError(ServerError):
    """No text can be checked now."""

    code = "check.unavailable"
    status = 503


class RunNotRepeatedError(Exception):
    """A run could not be repeated here: it took too long, too much memory, or it failed."""


@dataclass(frozen=True, slots=True)
class CheckSubject:
    """What a text is checked against: the SQL of a unit, the COMMENTs about it, its lift, and the text in review."""

    kind: str
    name: str
    sql: str
    lift: str | None
    links: tuple[object, ...]
    base: str | None
    comments: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CheckedSpec:
    """What is known about a text. If it has mistakes, the rest is empty; `evidence`, `links` and the `correction`

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
    """The check processes of one daemon: started on demand, kept while idle, ended when they take too long."""

    def __init__(self, seconds: float = CHECK_SECONDS) -> None:
        self._seconds = seconds
        self._turns = FairQueue(MAX_CONCURRENT)
        self._idle: list[_Process] = []

    async def close(self) -> None:
        """End the idle processes; busy ones end with the daemon."""
        while self._idle:
            process = self._idle.pop()
            process.keep()
            process.end()
            await process.ended()

    async def check(self, subject: CheckSubject, spec: str, who: str) -> CheckedSpec:
        """Return what is known about a text. Each person has one check at a time, in fair turns."""
        asked = _asked(subject, spec)
        async with self._turns.turn(who):
            try:
                answer = await self._answered(asked)
            except TimeoutError:
                return _failed_check(spec, f"Checking this text took more than {self._seconds:g} s and was stopped.")
            except EOFError:
                return _failed_check(spec, "This text ended the process that checked it.")
        return _checked(spec, answer)

    async def repeat(self, kind: str, payload: Mapping[str, object], who: str) -> str:
        """Return the hash of what a rerun of this kind gives; raise RunNotRepeatedError if it gives nothing here."""
        asked = json.dumps({"run": kind, "payload": payload}).encode() + b"\n"
        async with self._turns.turn(who):
            try:
                answer = await self._answered(asked)
            except (TimeoutError, EOFError, CheckUnavailableError) as error:
                raise RunNotRepeatedError from error
        if answer["digest"] is None:
            raise RunNotRepeatedError
        return str(answer["digest"])

    async def reuse(self, question: str, payload: Mapping[str, object], who: str) -> Mapping[str, Any]:
        """Answer a question about copies; raise CheckUnavailableError if these texts take too long."""
        asked = json.dumps({"reuse": question, "payload": payload}).encode() + b"\n"
        async with self._turns.turn(who):
            try:
                return await self._answered(asked)
            except (TimeoutError, EOFError) as error:
                sentence = "Comparing this unit with others took too long and was stopped."
                raise CheckUnavailableError(sentence, "Decide on the units one by one.") from error

    async def _answered(self, asked: bytes) -> Mapping[str, Any]:
        """Return the answer of a process; ask twice, because an idle process may have died on its own."""
        try:
            return await self._once(asked)
        except EOFError:
            return await self._once(asked)

    async def _once(self, asked: bytes) -> Mapping[str, Any]:
        async with self._process() as process:
            return await asyncio.wait_for(process.ask(asked), self._seconds)

    @asynccontextmanager
    async def _process(self) -> AsyncIterator["_Process"]:
        """Provide a process for one question; it is kept only if it answers."""
        process = self._idle.pop() if self._idle else await _start()
        process.keep()
        try:
            yield process
        except BaseException:
            process.end()
            raise
        self._idle.append(process)
        process.end_after(IDLE_SECONDS, self._idle)


class _Process:
    """One check process. The kernel closes its stdin when the daemon ends, and that ends it."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        assert process.stdin is not None, "it was started with pipes"  # noqa: S101  says what the type cannot
        assert process.stdout is not None, "it was started with pipes"  # noqa: S101
        self._process, self._asks, self._answers = process, process.stdin, process.stdout
        self._timer: asyncio.TimerHandle | None = None

    async def greeting(self) -> None:
        """Wait until it has started, so that the start does not count as time of the check."""
        await self._line()

    async def ask(self, asked: bytes) -> Mapping[str, Any]:
        """Send a line and return the answer."""
        try:
            self._asks.write(asked)
            await self._asks.drain()
        except ConnectionError as error:
            raise EOFError from error
        return json.loads(await self._line())

    async def _line(self) -> bytes:
        try:
            line = await self._answers.readline()
        except (ConnectionError, ValueError) as error:  # it ended, or its answer is too long
            raise EOFError from error
        if not line.endswith(b"\n"):
            raise EOFError
        return line

    def end(self) -> None:
        """Kill the process."""
        if self._process.returncode is None:
            self._process.kill()

    async def ended(self) -> None:
        """Wait until the process is gone; remaining output is ignored."""
        await self._answers.read()
        await self._process.wait()

    def keep(self) -> None:
        if self._timer is not None:
            self._timer.cancel()

    def end_after(self, seconds: float, idle: list["_Process"]) -> None:
        """End the process if it is still idle after this time."""

        def end_idle() -> None:
            idle.remove(self)
            self.end()

        self._timer = asyncio.get_running_loop().call_later(seconds, end_idle)


async def _start() -> _Process:
    environment = {name: value for name, value in os.environ.items() if name not in DROPPED_VARIABLES}
    pipe = asyncio.subprocess.PIPE
    try:
        process = await asyncio.create_subprocess_exec(
            *COMMAND, stdin=pipe, stdout=pipe, cwd="/", env=environment, limit=MAX_ANSWER_BYTES
        )
    except OSError as error:
        raise CheckUnavailableError(
            f"The check process cannot be started: {error.strerror}.", "Try again later."
        ) from error
    started = _Process(process)
    try:
        await asyncio.wait_for(started.greeting(), START_SECONDS)
    except (TimeoutError, EOFError) as error:
        started.end()
        raise CheckUnavailableError("The check process did not start.", "See the log: specdeck daemon logs") from error
    return started


def _asked(subject: CheckSubject, spec: str) -> bytes:
    fields = {name: getattr(subject, name) for name in ("kind", "name", "sql", "lift", "links", "base", "comments")}
    return json.dumps({**fields, "spec": spec}).encode() + b"\n"


def _failed_check(spec: str, sentence: str) -> CheckedSpec:
    return CheckedSpec(spec, (MistakeInfo(1, 1, sentence, "Make the text smaller, or nest it less deeply."),))


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
