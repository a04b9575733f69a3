"""Messages between the daemon and its workers: claims, heartbeats, reports."""

from collections.abc import Mapping
from dataclasses import dataclass

from daemon.wire.fault import Fault
from daemon.wire.job import MAX_NAME_LENGTH

MAX_JOBS = 256  # jobs in one message
MAX_TOKEN = 2**53


@dataclass(frozen=True, slots=True)
class Claim:
    """A worker asks for jobs of a queue."""

    queue: str
    worker: str
    limit: int = 1

    def __post_init__(self) -> None:
        if not 1 <= self.limit <= MAX_JOBS:
            raise ValueError(f"a claim is for 1 to {MAX_JOBS} jobs")
        if not self.queue.isascii() or len(self.queue) > MAX_NAME_LENGTH:
            raise ValueError("a queue is cpu, retrieval, gpu or cloud")
        if not self.worker or len(self.worker) > MAX_NAME_LENGTH or not self.worker.isprintable():
            raise ValueError(f"a worker has a name of up to {MAX_NAME_LENGTH} printable characters")


@dataclass(frozen=True, slots=True)
class Assignment:
    """A job for a worker, which holds it under this token while it sends heartbeats."""

    id: str
    token: int
    kind: str
    payload: Mapping[str, object]
    limit_s: float | None = None  # how long its run may take; None for what its kind says


@dataclass(frozen=True, slots=True)
class AssignmentBatch:
    """Jobs for a worker, which loses them without a heartbeat within `lease_s`."""

    items: tuple[Assignment, ...]
    lease_s: float


@dataclass(frozen=True, slots=True)
class HeldJob:
    """A job as its holder identifies it."""

    id: str
    token: int

    def __post_init__(self) -> None:
        _check_name(self.id, self.token)


@dataclass(frozen=True, slots=True)
class HeldJobs:
    """Jobs that a worker holds, or gives back."""

    items: tuple[HeldJob, ...]

    def __post_init__(self) -> None:
        _check_size(self.items)


@dataclass(frozen=True, slots=True)
class DroppedJobs:
    """Jobs that the worker no longer holds."""

    ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class JobRun:
    """The outcome of one run: a result, or an error."""

    id: str
    token: int
    result: Mapping[str, object] | None = None
    error: Fault | None = None

    def __post_init__(self) -> None:
        _check_name(self.id, self.token)
        if (self.result is None) == (self.error is None):
            raise ValueError("a run has a result or an error, never both")


@dataclass(frozen=True, slots=True)
class RunReport:
    """The outcomes of some runs, in the order they ended."""

    items: tuple[JobRun, ...]

    def __post_init__(self) -> None:
        _check_size(self.items)


@dataclass(frozen=True, slots=True)
class RunOutcomes:
    """What happened to each run of a report: done, retried, quarantined, or stale."""

    items: tuple[str, ...]


def _check_name(job: str, token: int) -> None:
    if not job.isascii() or len(job) > MAX_NAME_LENGTH or not 0 <= token < MAX_TOKEN:
        raise ValueError("a job is named by its id and a token as they were given")


def _check_size(items: tuple[object, ...]) -> None:
    if len(items) > MAX_JOBS:
        raise ValueError(f"a message is about at most {MAX_JOBS} jobs")
