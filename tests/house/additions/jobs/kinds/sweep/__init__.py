"""Sweep: a job kind that a test adds."""

from jobs.job_kind import JobKind, JobQueue, Payload, Result


def run(payload: Payload) -> Result:
    """Count the letters."""
    return {"letters": len(str(payload["word"]))}


KIND = JobKind("sweep", JobQueue.CPU, run)
