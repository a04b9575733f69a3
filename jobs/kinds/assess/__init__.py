"""Assess: find what is dangerous in a project, measure its units, and sum both up."""

from jobs.job_kind import JobKind, JobQueue
from jobs.kinds.assess.assess_files import run

KIND = JobKind("assess", JobQueue.CPU, run, timeout=1800.0, memory_mb=4096)
