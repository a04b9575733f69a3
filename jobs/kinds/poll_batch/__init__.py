"""Look at a submitted batch; once it has ended, pass what the answers propose through the gate."""

from jobs.job_kind import JobKind, JobQueue, ResultCheck
from jobs.kinds.enhance.gate_check import check_run, parts
from jobs.kinds.poll_batch.read_batch import run

KIND = JobKind(
    "poll_batch",
    JobQueue.CLOUD,
    run,
    timeout=1800.0,
    memory_mb=4096,
    check=ResultCheck.ALWAYS,
    parts=parts,
    check_run=check_run,
)
