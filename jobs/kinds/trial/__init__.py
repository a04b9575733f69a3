"""Trial: run the routines of a file that are not proved beside what their specs mean, in a scratch PostgreSQL.

A project has to allow it, because it executes the project's SQL. It runs after a conversion, with low priority.
"""

from jobs.job_kind import JobKind, JobQueue
from jobs.kinds.trial.try_units import run

# The scratch server runs in processes of its own, with limits of its own.
KIND = JobKind("trial", JobQueue.CPU, run, timeout=1800.0, memory_mb=4096)
