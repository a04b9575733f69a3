"""Scan: split a source into units."""

from jobs.job_kind import JobKind, JobQueue, ResultCheck
from jobs.kinds.scan.split_source import run

KIND = JobKind("scan", JobQueue.CPU, run, timeout=120.0, check=ResultCheck.SAMPLED, follows=("convert",))
