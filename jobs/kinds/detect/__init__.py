"""Detect: see which patterns the units of a file carry out; one job a file, after its conversion."""

from jobs.job_kind import JobKind, JobQueue, ResultCheck
from jobs.kinds.detect.detect_in_source import run

KIND = JobKind("detect", JobQueue.CPU, run, timeout=600.0, check=ResultCheck.SAMPLED, is_secondary=True)
