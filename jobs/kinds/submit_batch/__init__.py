"""Submit a batch of questions about units to a cloud model, within what the claim of the job reserved."""

from jobs.job_kind import JobKind, JobQueue
from jobs.kinds.submit_batch.submit_questions import run

TIMEOUT = 900.0
KIND = JobKind("submit_batch", JobQueue.CLOUD, run, timeout=TIMEOUT, memory_mb=4096)
