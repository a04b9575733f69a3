"""Enhance: let analysts ask a local model about the routines of a file; one job a file, so that they are batched."""

from jobs.job_kind import JobKind, JobQueue, ResultCheck
from jobs.kinds.enhance.enhance_units import run
from jobs.kinds.enhance.gate_check import check_run, parts

# The model runs in a process of its own below the job's, and maps its whole file.
KIND = JobKind(
    "enhance",
    JobQueue.GPU,
    run,
    timeout=3600.0,
    memory_mb=1_000_000,
    check=ResultCheck.ALWAYS,
    parts=parts,
    check_run=check_run,
)
