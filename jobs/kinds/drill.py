"""A job that misbehaves as its subject asks, so that timeout, memory limit and quarantine can be tried for real."""

import os
import signal
import threading
from collections.abc import Callable, Mapping
from typing import NoReturn

from jobs.kinds.desk import Reading, Writing
from jobs.kinds.kind import JobKind, JobQueue, KindError, Payload, Result

BALLAST_BYTES = 40 << 20  # more than the daemon takes in one message


def inputs(_reading: Reading, subject: str) -> Payload:
    """What to do is the last word of the subject: `drill:7:hang`."""
    return {"act": subject.rpartition(":")[2]}


def run(payload: Payload) -> Result:
    """Do as asked; an unknown word is a failure like any other."""
    act = ACTS.get(str(payload["act"]))
    if act is None:
        raise KindError("drill.unknown", f"There is no drill named {payload['act']}.", f"Choose of: {', '.join(ACTS)}.")
    act()
    return {"act": payload["act"], "ballast": "x" * (BALLAST_BYTES if payload["act"] == "flood" else 0)}


def apply(_writing: Writing, _subject: str, result: Result) -> Result:
    """Keep what was done."""
    return {"act": result["act"]}


def _pass() -> None:
    """All is well."""


def _fail() -> NoReturn:
    raise KindError("drill.failed", "This drill always fails.", "Nothing needs to be done about it.")


def _break() -> NoReturn:
    raise ZeroDivisionError("this drill raises what nobody expected")


def _hang() -> None:
    threading.Event().wait()


def _leak() -> None:
    kept = []
    while True:
        kept.append(bytearray(1 << 20))


def _die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


ACTS: Mapping[str, Callable[[], None]] = {
    "pass": _pass,
    "flood": _pass,
    "fail": _fail,
    "break": _break,
    "hang": _hang,
    "leak": _leak,
    "die": _die,
}

KIND = JobKind("drill", JobQueue.CPU, inputs, run, apply, timeout=2.0, memory_mb=256)
