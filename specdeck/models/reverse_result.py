"""What came of `specdeck reverse`: the counts of its jobs."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import takewhile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from daemon.wire.job import Job

NANODOLLARS = 1_000_000_000
CLOUD_KINDS = ("ask_cloud", "submit_batch", "poll_batch")
COUNTS = ("units", "answers", "proposals", "remarks", "faults", "calls")


@dataclass(frozen=True, slots=True)
class ReverseResult:
    """The jobs that were ordered, and once they are done what they gave; `problems` are sentences with what to do."""

    jobs: tuple[str, ...]
    is_done: bool = False
    units: int = 0
    answers: int = 0
    proposals: int = 0
    remarks: int = 0
    faults: int = 0
    calls: int = 0
    dollars: float = 0.0
    suggested_patterns: int = 0
    problems: tuple[str, ...] = ()


def jobs_since(newest_first: "Iterable[Job]", moment: str) -> "list[Job]":
    """Return the jobs that were ordered from a moment on; older ones are not read."""
    return list(takewhile(lambda job: job.created >= moment, newest_first))


def reverse_result(ordered: Sequence[str], done: "Sequence[Job]", failed: "Sequence[Job]") -> ReverseResult:
    """Return the sums of the jobs. A unit that the cloud was asked about was counted by its file's job already."""
    local = [job.result or {} for job in done if job.kind == "enhance"]
    cloud = [job.result or {} for job in done if job.kind in CLOUD_KINDS]
    sums = {name: _sum([*local, *cloud], name) for name in COUNTS} | {"units": _sum(local, "units")}
    stopped = [f"{job.subject}: {job.error.sentence} {job.error.hint}" for job in failed if job.error]
    refused = [f"{each['sentence']} {each['hint']}" for each in cloud if each.get("sentence") and each.get("faults")]
    problems = (*stopped, *dict.fromkeys(refused))
    return ReverseResult(
        tuple(ordered), True, **sums, dollars=_sum(cloud, "nanodollars") / NANODOLLARS, problems=problems
    )


def _sum(results: "Sequence[object]", name: str) -> int:
    return sum(int(each.get(name, 0)) for each in results if isinstance(each, dict))
