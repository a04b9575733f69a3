"""What a worker says is an input like any other: some of its runs are run again here, and must give the same.

Which runs are checked is decided when the job is given out, and the worker cannot know it. The runs of a kind are pure,
so a run with the same payload gives the same result. It runs in a process of its own, like the check of an edit.
"""

import hashlib
import secrets
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass, replace

from daemon.server.checks.check_pool import CheckPool, RunNotRepeatedError
from daemon.wire.fault import Fault
from daemon.wire.work import JobRun, RunReport
from jobs.job_kind import Result, ResultCheck, job_kinds, result_digest

SAMPLE = 20  # one run of this many is checked
MAX_REMEMBERED = 512  # payloads; the oldest was given to a worker that never answered
CHECKER = "the daemon itself"  # in the queue of the check processes
FORGED = Fault(
    "work.forged",
    "The worker's result is not what the same run gives here.",
    "Look at the worker: its installation differs, or somebody uses its key.",
)
UNCHECKED = Fault(
    "work.unchecked",
    "The worker's result could not be checked, and it is not accepted unchecked.",
    "The job is tried again; a local worker may be faster.",
)


@dataclass(frozen=True, slots=True)
class _ExpectedRun:
    kind: str
    payload: Mapping[str, object]
    is_required: bool


class RepeatedRun(JobRun):
    """A run whose check is over; another one that had to be checked is refused."""


class ResultChecks:
    """The runs that are to be checked, from their claim to their report."""

    def __init__(self, pool: CheckPool, sample: int = SAMPLE) -> None:
        self._pool = pool
        self._sample = sample
        self._secret = secrets.token_bytes()
        self._expected: OrderedDict[tuple[str, int], _ExpectedRun] = OrderedDict()

    def expect(self, job: str, token: int, kind: str, payload: Mapping[str, object], *, check_all: bool) -> None:
        """Decide whether a run that is given out now will be checked."""
        if self._is_drawn(job, token, kind, check_all=check_all):
            self._expected[job, token] = _ExpectedRun(kind, payload, _is_required(kind, check_all=check_all))
        while len(self._expected) > MAX_REMEMBERED:
            self._expected.popitem(last=False)

    async def check(self, report: RunReport) -> RunReport:
        """Return the report, with an error in place of each result that is not true."""
        return replace(report, items=tuple([await self._checked(run) for run in report.items]))

    async def _checked(self, run: JobRun) -> JobRun:
        expected = self._expected.pop((run.id, run.token), None)
        if expected is None or run.result is None:
            return run
        try:
            is_true = await self._is_true(expected, run.result)
        except RunNotRepeatedError:
            return _refused(run, UNCHECKED) if expected.is_required else _repeated(run)
        return _repeated(run) if is_true else _refused(run, FORGED)

    async def _is_true(self, expected: _ExpectedRun, result: Result) -> bool:
        """Whether each part of a result that can be checked is what the same run gives here."""
        try:
            parts = list(job_kinds()[expected.kind].parts(expected.payload, result))
        except (LookupError, TypeError, ValueError, AttributeError):  # a result of another form
            return False
        for part in parts:
            found = await self._pool.repeat(expected.kind, part.payload, CHECKER)
            if found != result_digest(part.expected):
                return False
        return True

    def refuse_overlooked(self, run: JobRun, kind: str, *, check_all: bool) -> JobRun:
        """Refuse a result that had to be checked and was not: since the claim, its payload was forgotten."""
        is_overlooked = run.result is not None and not isinstance(run, RepeatedRun)
        if is_overlooked and self._is_drawn(run.id, run.token, kind, check_all=check_all):
            return _refused(run, UNCHECKED)
        return run

    def _is_drawn(self, job: str, token: int, kind: str, *, check_all: bool) -> bool:
        """Whether this run is checked; the answer is the same at its claim and at its report."""
        if _is_required(kind, check_all=check_all):
            return True
        drawn = hashlib.blake2b(f"{job} {token}".encode(), digest_size=8, key=self._secret).digest()
        return job_kinds()[kind].check is ResultCheck.SAMPLED and int.from_bytes(drawn) % self._sample == 0


def _is_required(kind: str, *, check_all: bool) -> bool:
    """Whether a result of this kind must not be accepted unchecked."""
    asked = job_kinds()[kind].check
    return asked is ResultCheck.ALWAYS or (check_all and asked is ResultCheck.SAMPLED)


def _repeated(run: JobRun) -> RepeatedRun:
    return RepeatedRun(run.id, run.token, run.result)


def _refused(run: JobRun, fault: Fault) -> JobRun:
    return JobRun(run.id, run.token, error=fault)
