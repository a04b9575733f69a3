"""An order for a job, before the ledger has it."""

from dataclasses import dataclass
from enum import IntEnum

from jobs.job_kind import JobKind

LONGEST_DELAY = 1800.0  # seconds


class JobPriority(IntEnum):
    """The order in which jobs start; a smaller number is more urgent."""

    CRITICAL = 0
    NORMAL = 1
    LOW = 2


@dataclass(frozen=True, slots=True)
class JobOrder:
    """Work to be done. Two orders with the same `key` are one job, however often they are placed."""

    kind: JobKind
    project: str
    subject: str
    key: str | None = None
    priority: JobPriority = JobPriority.NORMAL
    parent: str | None = None
    delay: float = 0.0  # seconds before it may start, at most LONGEST_DELAY
