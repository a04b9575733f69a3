"""A job that does nothing, to measure the machinery around it."""

from typing import TYPE_CHECKING

from jobs.job_effect import Applied, JobEffect
from jobs.job_kind import JobKind, JobQueue, Payload, Result

if TYPE_CHECKING:
    from store import ReadView, WriteTransaction


def inputs(_view: "ReadView", _subject: str) -> Payload:
    """Return an empty payload."""
    return {}


def run(_payload: Payload) -> Result:
    """Return an empty result."""
    return {}


def apply(_tx: "WriteTransaction", _subject: str, _result: Result) -> Applied:
    """Change nothing."""
    return Applied({})


KIND = JobKind("noop", JobQueue.CPU, run, timeout=10.0)
EFFECT = JobEffect(KIND, inputs, apply)
