"""Trials of units of a project, made by the daemon."""

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from time import monotonic
from typing import TYPE_CHECKING, Any

from specdeck.errors import CommandError
from specdeck.local.trials.tried_routine import TriedRoutine
from specdeck.review.unit_lookup import UnitLookup

if TYPE_CHECKING:
    from daemon.client import Client
    from daemon.wire.job import Job
    from daemon.wire.review import Review

WORDS = {"ready": "waits", "running": "runs"}


@dataclass(frozen=True, slots=True)
class OrderedTrial:
    """A unit by its number, and the job that tries it."""

    unit: int
    name: str
    job: str


def order_trials(client: "Client", names: list[str], project: str) -> list[OrderedTrial]:
    """Order a trial of each unit."""
    lookup = UnitLookup(client, project)
    found = [(lookup.number(name), name) for name in names]
    return [OrderedTrial(unit, name, client.trials.order(unit).id) for unit, name in found]


def finished_trials(client: "Client", ordered: list[OrderedTrial]) -> Iterator[TriedRoutine]:
    """Yield what each trial found as soon as it is done."""
    for each in ordered:
        started = monotonic()
        job = _finished_job(client, each)
        if job.state != "done":
            reason = job.error.sentence if job.error else f"The job is {job.state}."
            raise CommandError("trial.failed", f"{each.name} was not tried: {reason}", f"specdeck jobs show {each.job}")
        missing = (job.result or {}).get("unavailable")
        if missing:
            raise CommandError("trial.unavailable", f"The worker cannot try {each.name}: {missing}", "See the doctor.")
        yield _tried_routine(client.reviews.get(each.unit), monotonic() - started)


def _finished_job(client: "Client", ordered: OrderedTrial) -> "Job":
    """Wait for a job, and show on stderr whenever its state changes."""
    shown = ""
    with client.events.follow() as events:
        while True:
            seen = client.status().tail
            job = client.jobs.get(ordered.job)
            if job.state not in WORDS:
                return job
            if job.state != shown:
                print(f"{ordered.name} {WORDS[job.state]}", file=sys.stderr, flush=True)
            shown = job.state
            next(event for event in events if getattr(event, "seq", seen + 1) > seen)


def _tried_routine(review: "Review", seconds: float) -> TriedRoutine:
    trial = review.trial
    if trial is None:
        raise CommandError("trial.outdated", f"{review.item.name} changed while it was tried.", "Try it again.")
    evidence: Any = trial.evidence
    return TriedRoutine(
        unit=review.item.name,
        verdict=trial.verdict,  # pyrefly: ignore[bad-argument-type] - a trial gives these three only
        sentence=trial.sentence,
        cases=evidence["cases"],
        statement_coverage=round(evidence["coverage"]["statements"], 4),
        branch_coverage=round(evidence["coverage"]["branches"], 4),
        kill_rate=evidence["kill_rate"],
        seconds=round(seconds, 3),
        evidence=evidence,
        lines=trial.lines,
    )
