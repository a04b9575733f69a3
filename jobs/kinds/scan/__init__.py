"""Scan: split a source into units."""

from jobs.job_kind import JobKind, JobQueue
from jobs.kinds.scan.split_source import run

KIND = JobKind("scan", JobQueue.CPU, run, timeout=120.0, follows=("convert",))
