"""Jobs on the wire, as people see them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from daemon.wire.fault import Fault

MAX_NAME_LENGTH = 200


class JobState(StrEnum):
    """The state of a job."""

    READY = "ready"
    RUNNING = "running"
    DONE = "done"
    QUARANTINED = "quarantined"
    CANCELLED = "cancelled"


class Priority(StrEnum):
    """The order in which jobs run."""

    CRITICAL = "critical"
    NORMAL = "normal"
    LOW = "low"


@dataclass(frozen=True, slots=True)
class Job:
    """One piece of background work; `subject` is what it works on, `parent` the job that ordered it."""

    id: str
    kind: str
    queue: str
    project: str
    subject: str
    priority: Priority
    state: JobState
    attempts: int
    failures: int
    parent: str | None
    worker: str | None
    error: Fault | None
    result: Mapping[str, object] | None
    created: str
    finished: str | None


@dataclass(frozen=True, slots=True)
class JobPage:
    """A page of jobs, newest first; `names` are those of their subjects."""

    items: tuple[Job, ...]
    next: str | None = None
    names: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class NewJob:
    """An order of a job; orders with the same `key` are one job."""

    kind: str
    subject: str
    project: str = ""
    priority: Priority = Priority.NORMAL
    key: str | None = None

    def __post_init__(self) -> None:
        for text in (self.kind, self.subject, self.project, self.key or ""):
            if len(text) > MAX_NAME_LENGTH or not text.isprintable():
                raise ValueError(f"names in an order have up to {MAX_NAME_LENGTH} printable characters")


@dataclass(frozen=True, slots=True)
class QueueInfo:
    """One queue: the kinds it runs, its workers, and its jobs by state."""

    name: str
    kinds: tuple[str, ...]
    workers: int
    most_workers: int
    paused: bool
    jobs: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class QueueList:
    """All queues, and all paused scopes."""

    items: tuple[QueueInfo, ...]
    paused: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ScheduledTask:
    """A periodic task of the daemon."""

    name: str
    every_s: float
    last: str | None
    next: str


@dataclass(frozen=True, slots=True)
class ScheduledTasks:
    """All periodic tasks, by name."""

    items: tuple[ScheduledTask, ...]


@dataclass(frozen=True, slots=True)
class PauseScope:
    """What to pause or resume: `all`, `queue:NAME`, `kind:NAME` or `project:ID`."""

    scope: str

    def __post_init__(self) -> None:
        if len(self.scope) > MAX_NAME_LENGTH or not self.scope.isprintable():
            raise ValueError(f"a scope has up to {MAX_NAME_LENGTH} printable characters")
