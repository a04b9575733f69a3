"""Run jobs in a separate process, so that one that hangs can be killed and one that dies does no harm."""

import json
import os
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Mapping
from multiprocessing.connection import Connection
from typing import Any, Self

from daemon.wire.fault import Fault
from jobs.job_kind import job_kinds

DROPPED_VARIABLES = ("PYTHONPATH", "PYTHONHOME")


class RunError(Exception):
    """The run failed; `failure` is its fault."""

    def __init__(self, failure: Fault) -> None:
        super().__init__(failure.sentence)
        self.failure = failure


class DroppedError(Exception):
    """The run was killed because the worker no longer holds its job."""


class Runner:
    """One process, started at the first run and again after it was killed or died."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        self._line: Connection | None = None
        self._life: int | None = None
        self._lock = threading.Lock()
        self._dropped = threading.Event()

    def run(self, kind: str, payload: Mapping[str, object], limit_s: float | None = None) -> Mapping[str, object]:
        """Return the result of one run, within the memory of its kind and the time of this limit, or of its kind."""
        known = job_kinds().get(kind)
        if known is None:
            raise RunError(Fault("job.unknown_kind", f"Unknown job kind: {kind}.", "Upgrade the worker."))
        self._dropped.clear()
        try:
            line = self._started()
            line.send_bytes(json.dumps({"kind": kind, "payload": payload}).encode())
            limit = limit_s or known.timeout
            if not line.poll(limit):
                self.kill()
                sentence = f"It was stopped after {limit:g} s, which is all that a job of kind {kind} may take."
                hint = "Look at what makes it so slow, or allow more with SPECDECK_JOB_SECONDS."
                raise RunError(Fault("job.timeout", sentence, hint))
            answer = json.loads(line.recv_bytes())
        except (EOFError, ConnectionError):
            raise self._error_of_death() from None
        return self._result(answer)

    def drop(self) -> None:
        """Kill the current run, because its job was cancelled or given to another worker; any thread may call it."""
        self._dropped.set()
        with self._lock:
            if self._process is not None:
                self._process.kill()

    def kill(self) -> None:
        """End the process; the next run starts another."""
        with self._lock:
            process, line, life = self._process, self._line, self._life
            self._process = self._line = self._life = None
        if process is not None and line is not None and life is not None:
            process.kill()
            process.wait()
            line.close()
            os.close(life)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.kill()

    def _result(self, answer: Mapping[str, Any]) -> Mapping[str, object]:
        if answer.get("worn"):
            self.kill()  # whatever filled the memory may still be there
        if "error" in answer:
            raise RunError(Fault(**answer["error"]))
        return answer["result"]

    def _error_of_death(self) -> Exception:
        process = self._process
        code = process.wait() if process is not None else 0
        self.kill()
        if self._dropped.is_set():
            return DroppedError()
        how = f"by {signal.Signals(-code).name}" if code < 0 else f"with exit status {code}"
        return RunError(Fault("job.died", f"The process that ran it ended {how}.", "It may have run out of memory."))

    def _started(self) -> Connection:
        if self._line is None:
            self._start()
        assert self._line is not None, "it was just started"  # noqa: S101  says what the type cannot
        return self._line

    def _start(self) -> None:
        ours, theirs = socket.socketpair()
        end, life = os.pipe()
        command = [sys.executable, "-P", "-m", "daemon.worker.job_process", str(theirs.fileno()), str(end)]
        environment = {name: value for name, value in os.environ.items() if name not in DROPPED_VARIABLES}
        fds = (theirs.fileno(), end)
        with theirs:
            process = subprocess.Popen(
                command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, pass_fds=fds, env=environment, cwd="/"
            )
        os.close(end)
        line = Connection(ours.detach())
        with self._lock:
            self._process, self._line, self._life = process, line, life
        line.recv_bytes()  # the process is up: its start does not count as the job's time
