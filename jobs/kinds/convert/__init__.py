"""Convert: lift, write, read, lower and prove every unit of a file; one job a file."""

from jobs.job_kind import JobKind, JobQueue, ResultCheck
from jobs.kinds.convert.convert_source import run

KIND = JobKind("convert", JobQueue.CPU, run, timeout=600.0, check=ResultCheck.SAMPLED, follows=("detect",))
