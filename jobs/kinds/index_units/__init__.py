"""Index: bring the index of search up to date, a batch of units a job."""

from jobs.job_kind import JobKind, JobQueue
from jobs.kinds.index_units.index_batch import run

KIND = JobKind("index_units", JobQueue.RETRIEVAL, run, timeout=600.0, memory_mb=6144)
