"""Ask a cloud model the questions about one unit that stayed open, within what the claim of the job reserved."""

from jobs.job_kind import JobKind, JobQueue, ResultCheck
from jobs.kinds.ask_cloud.ask_about_unit import run
from jobs.kinds.enhance.gate_check import check_run, parts

TIMEOUT = 900.0
KIND = JobKind(
    "ask_cloud",
    JobQueue.CLOUD,
    run,
    timeout=TIMEOUT,
    memory_mb=4096,
    check=ResultCheck.ALWAYS,
    parts=parts,
    check_run=check_run,
)
