"""A local model as every other model: asked from any thread, while its process decodes all answers together.

The process may crash, hang or be killed: what waits then gets a temporary error and its job is tried again; the next
question starts a new process.
"""

import json
import subprocess
import sys
import threading
from concurrent.futures import Future
from concurrent.futures import TimeoutError as FutureTimeoutError
from dataclasses import asdict
from itertools import count
from pathlib import Path
from typing import IO, cast

from engine.fault import Fault
from engine.llm.language_model import Completion, ModelError, ModelRequest, StopReason, TokenUsage
from engine.llm.local.batch_lane import LaneSettings
from engine.llm.local.grammar_check import is_safe_grammar
from engine.llm.local.lane_request import LaneCancel, LaneReply, LaneRequest
from engine.llm.schema.grammar import compile_grammar

ANSWER_SECONDS = 120.0
CHARACTERS_A_TOKEN = 3  # fewer than in practice, so that an estimate is rather too high


class LocalModel:
    """A GGUF file and the process that runs it."""

    def __init__(self, path: Path, settings: LaneSettings, seconds: float = ANSWER_SECONDS) -> None:
        self.path = path
        self._settings = settings
        self._seconds = seconds
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._waiting: dict[int, Future[LaneReply]] = {}
        self._numbers = count(1)
        self._replies = 0

    @property
    def name(self) -> str:
        return self.path.stem

    @property
    def pid(self) -> int | None:
        """The process, while there is one."""
        return self._process.pid if self._process else None

    @property
    def pending(self) -> int:
        """How many questions wait for their answer."""
        return len(self._waiting)

    def count_tokens(self, request: ModelRequest) -> int:
        """Return an upper estimate; the process counts exactly when it is asked."""
        return -(-(len(request.system) + len(request.prompt)) // CHARACTERS_A_TOKEN)

    def require(self) -> None:
        """Raise a ModelError if the library is missing or the file is not a model, before anything is asked."""
        is_safe_grammar(self.path, 'root ::= "a"\n')

    def complete(self, request: ModelRequest) -> Completion:
        """Ask once and wait for the answer."""
        grammar = compile_grammar(request.schema)
        if not is_safe_grammar(self.path, grammar):
            raise ModelError(Fault("llm.grammar", "The grammar of the answer failed its check.", "Report it."))
        number, future = self._send(request, grammar)
        replies = self._replies
        try:
            reply = future.result(self._seconds)
        except FutureTimeoutError as error:
            self._give_up(number, replies)
            hint = "Choose a smaller model or a shorter unit if this happens often."
            raise ModelError(
                Fault("llm.timeout", "The local model did not answer in time.", hint), temporary=True
            ) from error
        return _completion(reply)

    def stop(self) -> None:
        """End the process; whatever waits gets a temporary error."""
        with self._lock:
            process, self._process = self._process, None
        if process:
            process.kill()
            process.wait()

    def _give_up(self, number: int, replies: int) -> None:
        """Cancel one question; the others go on, unless the process has answered nobody in all that time."""
        if self._replies == replies:
            self.stop()
            return
        with self._lock:
            self._waiting.pop(number, None)
            if self._process:
                self._write(self._process, LaneCancel(number).to_line())

    def _send(self, request: ModelRequest, grammar: str) -> "tuple[int, Future[LaneReply]]":
        """Send a question; return its number and its answer to be."""
        future: Future[LaneReply] = Future()
        with self._lock:
            process = self._running()
            number = next(self._numbers)
            self._waiting[number] = future
            line = LaneRequest(number, request.system, request.prompt, grammar, request.max_tokens, number).to_line()
            if not self._write(process, line):
                self._fail([number])
        return number, future

    def _write(self, process: "subprocess.Popen[bytes]", line: bytes) -> bool:
        """Write a line to the process; False if it has ended."""
        stdin = cast("IO[bytes]", process.stdin)
        try:
            stdin.write(line)
            stdin.flush()
        except OSError:
            return False
        return True

    def _running(self) -> "subprocess.Popen[bytes]":
        """Return the process, started if there is none."""
        if self._process and self._process.poll() is None:
            return self._process
        command = [sys.executable, "-P", "-m", "engine.llm.local.lane_process", str(self.path)]
        settings = json.dumps(asdict(self._settings))
        process = subprocess.Popen(
            [*command, settings], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
        self._process = process
        threading.Thread(target=self._read, args=(process,), daemon=True).start()
        return process

    def _read(self, process: "subprocess.Popen[bytes]") -> None:
        """Hand replies to who waits for them, until the process ends."""
        for line in cast("IO[bytes]", process.stdout):
            reply = LaneReply.from_line(line)
            self._replies += 1
            future = self._waiting.pop(reply.id, None)
            if future:
                future.set_result(reply)
        process.wait()
        self._fail(list(self._waiting))

    def _fail(self, numbers: list[int]) -> None:
        fault = Fault("llm.lane_ended", "The process of the local model ended.", "It is started again.")
        for number in numbers:
            future = self._waiting.pop(number, None)
            if future:
                future.set_exception(ModelError(fault, temporary=True))


def _completion(reply: LaneReply) -> Completion:
    """Return what a reply says; raise an error if it is not an answer."""
    if reply.done in {"error", "no room"}:
        raise ModelError(Fault("llm.local", reply.text, "The unit is skipped; see the worker's log."))
    stop = StopReason.LENGTH if reply.done == "length" else StopReason.END
    return Completion(reply.text, TokenUsage(reply.input, reply.output), stop, f"local-{reply.id}")
