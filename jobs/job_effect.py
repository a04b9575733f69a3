"""The daemon's side of a job kind: what a run is given, and what its result changes in the store."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from engine.discovery import discover
from jobs.job_kind import JobKind, Payload, Result, families, job_kinds
from jobs.job_order import JobOrder

if TYPE_CHECKING:
    from store import ReadView, WriteTransaction

EFFECTS = {"jobs.kinds": "jobs.effects"}  # where the effects of a family of kinds are; drills hold their own


@dataclass(frozen=True, slots=True)
class Applied:
    """What came of a result: a short summary that is kept with the job, and further jobs that are now due."""

    summary: Mapping[str, object]
    orders: tuple[JobOrder, ...] = ()


Portion = Callable[["WriteTransaction"], None]
"""Writes a part of a large result."""


def no_portions(_subject: str, _result: Result) -> "tuple[Portion, ...]":
    """Return the portions of a result that is small enough for one transaction: none."""
    return ()


@dataclass(frozen=True, slots=True)
class ClaimedJob:
    """A job that is being given to a worker."""

    id: str
    project: str
    subject: str
    token: int


def reserve_nothing(_tx: "WriteTransaction", _job: ClaimedJob) -> Payload:
    """Reserve nothing for a run."""
    return {}


def release_nothing(_tx: "WriteTransaction", _job: ClaimedJob) -> None:
    """Give nothing back: nothing was reserved."""


class CheckedResult(dict[str, object]):
    """A result that the check of its kind accepted; it need not be checked again when it is applied."""


def no_check(_view: "ReadView", _subject: str, _result: Result) -> None:
    """Accept any result."""


@dataclass(frozen=True, slots=True)
class JobEffect:
    """The effects of one kind.

    `inputs` reads the payload of a run. `apply` writes in the transaction that finishes the job: all of it, or nothing.
    A result may be checked before, outside of any transaction. A large one may be written `ahead`, a portion a
    transaction, so that others can write in between; each portion may be written twice, and `apply` does the rest.
    What a run may spend is reserved in the transaction of its claim, and is a part of its payload; it is released if
    the job comes back before it was started.
    """

    kind: JobKind
    inputs: "Callable[[ReadView, str], Payload]"
    apply: "Callable[[WriteTransaction, str, Result], Applied]"
    ahead: "Callable[[str, Result], Iterable[Portion]]" = no_portions
    check: "Callable[[ReadView, str, Result], None]" = no_check
    reserve: "Callable[[WriteTransaction, ClaimedJob], Payload]" = reserve_nothing
    release: "Callable[[WriteTransaction, ClaimedJob], None]" = release_nothing


class NoEffectError(ImportError):
    """A job kind without effects, or effects without a kind."""


@cache
def job_effects() -> Mapping[str, JobEffect]:
    """Return the effects of all job kinds, by the name of the kind."""
    found = [effect for family in families() for effect in discover(EFFECTS.get(family, family), "EFFECT", JobEffect)]
    effects = {effect.kind.name: effect for effect in found}
    if unmatched := effects.keys() ^ job_kinds().keys():
        raise NoEffectError(f"Every job kind needs one module in jobs.effects: {', '.join(sorted(unmatched))}.")
    return effects
