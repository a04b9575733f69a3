"""What a job kind is: its queue, what one run may use, and the pure function that runs in a worker."""

import hashlib
import json
import os
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from engine.discovery import discover

Payload = Mapping[str, object]
Result = Mapping[str, object]
DRILLS = "SPECDECK_DRILLS"  # set it to have the kinds for tests and benches too


class JobQueue(StrEnum):
    """The queue of a job, which decides the workers that run it."""

    CPU = "cpu"
    RETRIEVAL = "retrieval"
    GPU = "gpu"
    CLOUD = "cloud"
    TRIAL = "trial"


class ResultCheck(StrEnum):
    """How many of the results that workers report the daemon checks by running them again; `run` must be pure."""

    NEVER = "never"
    SAMPLED = "sampled"
    ALWAYS = "always"


@dataclass(frozen=True, slots=True)
class CheckedPart:
    """A part of a result that the daemon checks: `rerun` of its kind must give `expected` for this payload."""

    payload: Payload
    expected: Result


def whole_run(payload: Payload, result: Result) -> "Iterator[CheckedPart]":
    """Check a pure run by making it again."""
    yield CheckedPart(payload, result)


@dataclass(frozen=True, slots=True)
class JobKind:
    """One kind of background work. Payload and result are JSON, because a worker may run on another machine.

    A run that asks a model cannot be made again: its `parts` are what can be checked, and `check_run` checks one.
    """

    name: str
    queue: JobQueue
    run: Callable[[Payload], Result]
    timeout: float = 300.0  # seconds one run may take
    memory_mb: int = 2048  # address space one run may take
    check: ResultCheck = ResultCheck.NEVER
    follows: tuple[str, ...] = ()  # kinds that are due for the same subject once this one is done
    is_secondary: bool = False  # after another kind, it waits until no more urgent work is left
    parts: Callable[[Payload, Result], Iterator[CheckedPart]] = whole_run
    check_run: Callable[[Payload], Result] | None = None

    @property
    def rerun(self) -> Callable[[Payload], Result]:
        """Return the pure function that checks a part of a result."""
        return self.check_run or self.run


class KindError(Exception):
    """A run that cannot succeed, with a code and a sentence instead of a traceback."""

    def __init__(self, code: str, sentence: str, hint: str = "") -> None:
        super().__init__(sentence)
        self.code = code
        self.hint = hint


def result_digest(result: Result) -> str:
    """Return the hash of a result as JSON, whatever the order of its keys."""
    plain = json.loads(json.dumps(result))  # keys that are numbers become texts, and sort as such
    return hashlib.sha256(json.dumps(plain, sort_keys=True).encode()).hexdigest()


def families() -> tuple[str, ...]:
    """Return the packages that hold job kinds; drills count only where the environment asks for them."""
    if os.environ.get(DRILLS):
        return ("jobs.kinds", "jobs.drills")
    return ("jobs.kinds",)


@cache
def job_kinds() -> Mapping[str, JobKind]:
    """Return all job kinds by name."""
    return {kind.name: kind for family in families() for kind in discover(family, "KIND", JobKind)}


def active_queues() -> frozenset[JobQueue]:
    """Return the queues that have a kind; a queue without one needs no worker."""
    return frozenset(kind.queue for kind in job_kinds().values())
