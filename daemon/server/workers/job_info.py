"""A job as the API shows it."""

from daemon.server.http.wire_fault import wire_fault
from daemon.wire.job import Job, JobState, Priority
from jobs.ledger.job import JobRow


def job_info(found: JobRow) -> Job:
    """Return a job of the ledger for clients."""
    return Job(
        id=found.id,
        kind=found.kind,
        queue=found.queue,
        project=found.project,
        subject=found.subject,
        priority=Priority[found.priority.name],
        state=JobState(found.state),
        attempts=found.attempts,
        failures=found.failures,
        parent=found.parent,
        worker=found.worker,
        error=wire_fault(found.error),
        result=found.result,
        created=found.created,
        finished=found.finished,
    )
