"""Nothing at all, through the whole machinery: what a bench measures."""

from jobs.kinds.desk import Reading, Writing
from jobs.kinds.kind import JobKind, JobQueue, Payload, Result


def inputs(_reading: Reading, _subject: str) -> Payload:
    """Nothing is needed."""
    return {}


def run(_payload: Payload) -> Result:
    """Nothing is done."""
    return {}


def apply(_writing: Writing, _subject: str, _result: Result) -> Result:
    """Nothing is kept."""
    return {}


KIND = JobKind("noop", JobQueue.CPU, inputs, run, apply, timeout=10.0)
