"""Write a template of a pattern for another language with the local model."""

from jobs.job_kind import JobKind, JobQueue
from jobs.kinds.write_template.write_for_language import run

KIND = JobKind("write_template", JobQueue.GPU, run, timeout=900.0, memory_mb=1_000_000)
