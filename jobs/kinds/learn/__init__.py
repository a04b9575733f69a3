"""Learn: fold the decisions of a project, score what waits."""

from jobs.job_kind import JobKind, JobQueue
from jobs.kinds.learn.learn_cycle import run

KIND = JobKind("learn", JobQueue.CPU, run, timeout=600.0)
