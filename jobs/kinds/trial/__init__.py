"""Trial: run routines that are not proved beside what their specs mean, in a scratch PostgreSQL.

A project has to allow it, because it executes the project's SQL. Trials have a queue of their own: one runs at a time,
and conversions never wait for it.
"""

from jobs.job_kind import JobKind, JobQueue
from jobs.kinds.trial.try_units import run

# The scratch server runs in processes of its own, with limits of its own.
KIND = JobKind("trial", JobQueue.TRIAL, run, timeout=1800.0, memory_mb=4096)
