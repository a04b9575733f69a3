"""The effects of a job kind that a test adds."""

from jobs.job_effect import Applied, JobEffect
from jobs.job_kind import Payload, Result
from jobs.kinds.sweep import KIND
from store import ReadView, WriteTransaction
from store.files import sweeps


def inputs(view: ReadView, subject: str) -> Payload:
    """Return the subject, and how many sweeps there were."""
    return {"word": subject, "before": sweeps.count(view)}


def apply(tx: WriteTransaction, subject: str, result: Result) -> Applied:
    """Record the sweep."""
    sweeps.add(tx, subject, int(str(result["letters"])))
    return Applied({"sweeps": sweeps.count(tx)})


EFFECT = JobEffect(KIND, inputs, apply)
