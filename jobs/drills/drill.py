"""A job that misbehaves as its subject asks, to try timeouts, memory limits and quarantine for real."""

import os
import signal
import threading
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, NoReturn

from jobs.job_effect import Applied, JobEffect
from jobs.job_kind import JobKind, JobQueue, KindError, Payload, Result

if TYPE_CHECKING:
    from store import ReadView, WriteTransaction

BALLAST_BYTES = 40 << 20  # more than the daemon accepts in one message


def inputs(_view: "ReadView", subject: str) -> Payload:
    """Return what to do: the last part of the subject, as in `drill:7:hang`."""
    return {"act": subject.rpartition(":")[2]}


def run(payload: Payload) -> Result:
    """Misbehave as asked; an unknown drill fails like any other job."""
    act = ACTS.get(str(payload["act"]))
    if act is None:
        raise KindError("drill.unknown", f"Unknown drill: {payload['act']}.", f"Use one of {', '.join(ACTS)}.")
    act()
    return {"act": payload["act"], "ballast": "x" * (BALLAST_BYTES * (act is _flood))}


def apply(_tx: "WriteTransaction", _subject: str, result: Result) -> Applied:
    """Keep which drill it was."""
    return Applied({"act": result["act"]})


def _pass() -> None:
    """Succeed."""


def _flood() -> None:
    """Succeed, with a result that is too large."""


def _fail() -> NoReturn:
    raise KindError("drill.failed", "This drill always fails.", "Nothing needs fixing.")


def _break() -> NoReturn:
    raise ZeroDivisionError("this drill raises an unexpected error")


def _hang() -> None:
    threading.Event().wait()


def _leak() -> None:
    blocks = []
    while True:
        blocks.append(bytearray(1 << 20))


def _die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


ACTS: Mapping[str, Callable[[], None]] = {
    "pass": _pass,
    "flood": _flood,
    "fail": _fail,
    "break": _break,
    "hang": _hang,
    "leak": _leak,
    "die": _die,
}

KIND = JobKind("drill", JobQueue.CPU, run, timeout=2.0, memory_mb=256)
EFFECT = JobEffect(KIND, inputs, apply)
