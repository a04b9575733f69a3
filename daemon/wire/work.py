"""Between the daemon and its workers: claims, signs of life, reports."""

from collections.abc import Mapping
from dataclasses import dataclass

from daemon.wire.job import LONGEST_NAME, Failure

MOST = 256  # jobs in one message
LARGEST_TOKEN = 2**53


@dataclass(frozen=True, slots=True)
class Claim:
    """A worker asks for jobs of a lane."""

    lane: str
    worker: str
    limit: int = 1

    def __post_init__(self) -> None:
        if not 1 <= self.limit <= MOST:
            raise ValueError(f"a claim is for 1 to {MOST} jobs")
        if not self.lane.isascii() or len(self.lane) > LONGEST_NAME:
            raise ValueError("a lane is cpu, retrieval or gpu")
        if not self.worker or len(self.worker) > LONGEST_NAME or not self.worker.isprintable():
            raise ValueError(f"a worker has a name of up to {LONGEST_NAME} printable characters")


@dataclass(frozen=True, slots=True)
class Assignment:
    """A job for a worker: it is the worker's while it shows signs of life, under this token."""

    id: str
    token: int
    kind: str
    payload: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Assignments:
    """What a worker was given; without a sign of life within `lease_s` it loses them."""

    items: tuple[Assignment, ...]
    lease_s: float


@dataclass(frozen=True, slots=True)
class Held:
    """A job as its holder names it."""

    id: str
    token: int

    def __post_init__(self) -> None:
        _check_name(self.id, self.token)


@dataclass(frozen=True, slots=True)
class Holding:
    """Jobs that a worker holds, or gives back."""

    items: tuple[Held, ...]

    def __post_init__(self) -> None:
        _check_size(self.items)


@dataclass(frozen=True, slots=True)
class Dropped:
    """Jobs that are not the worker's any more."""

    ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Run:
    """What came of one run: a result, or an error."""

    id: str
    token: int
    result: Mapping[str, object] | None = None
    error: Failure | None = None

    def __post_init__(self) -> None:
        _check_name(self.id, self.token)
        if (self.result is None) == (self.error is None):
            raise ValueError("a run has a result or an error, never both")


@dataclass(frozen=True, slots=True)
class Report:
    """What came of some runs, in the order they ended."""

    items: tuple[Run, ...]

    def __post_init__(self) -> None:
        _check_size(self.items)


@dataclass(frozen=True, slots=True)
class Outcomes:
    """What became of each run of a report: done, retried, quarantined, or stale."""

    items: tuple[str, ...]


def _check_name(job: str, token: int) -> None:
    if not job.isascii() or len(job) > LONGEST_NAME or not 0 <= token < LARGEST_TOKEN:
        raise ValueError("a job is named by its id and a token as they were given")


def _check_size(items: tuple[object, ...]) -> None:
    if len(items) > MOST:
        raise ValueError(f"a message is about at most {MOST} jobs")
