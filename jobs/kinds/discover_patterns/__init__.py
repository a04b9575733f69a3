"""Discover what routines of a project repeat: mined by rules, named by the local model if there is one."""

from jobs.job_kind import JobKind, JobQueue, ResultCheck
from jobs.kinds.discover_patterns.derivation_check import check_run, parts
from jobs.kinds.discover_patterns.discover_in_project import run

KIND = JobKind(
    "discover_patterns",
    JobQueue.GPU,
    run,
    timeout=1800.0,
    memory_mb=1_000_000,
    check=ResultCheck.ALWAYS,
    parts=parts,
    check_run=check_run,
)
