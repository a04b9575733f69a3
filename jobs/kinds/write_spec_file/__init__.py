"""Write: compose the text of a spec file; the daemon puts it on disk."""

from jobs.job_kind import JobKind, JobQueue, ResultCheck
from jobs.kinds.write_spec_file.compose_spec_file import run

KIND = JobKind("write", JobQueue.CPU, run, timeout=120.0, check=ResultCheck.ALWAYS)  # it reaches the disk
