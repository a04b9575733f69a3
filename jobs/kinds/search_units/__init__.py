"""Search: answer a question over the units of a project."""

from jobs.job_kind import JobKind, JobQueue
from jobs.kinds.search_units.answer_search import run

KIND = JobKind("search_units", JobQueue.RETRIEVAL, run, timeout=60.0, memory_mb=6144)
