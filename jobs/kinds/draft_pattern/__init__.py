"""Draft a pattern from a person's description with the local model."""

from jobs.job_kind import JobKind, JobQueue
from jobs.kinds.draft_pattern.draft_from_description import run

KIND = JobKind("draft_pattern", JobQueue.GPU, run, timeout=900.0, memory_mb=1_000_000)
