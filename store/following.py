"""Review keeps up with conversions: a unit comes, is converted again, goes with its SQL, comes back."""

from collections.abc import Mapping
from dataclasses import dataclass

from engine.review import follow as engine
from engine.review.follow import Lift
from store import outbox, proposals, reviews, versions
from store.proposals import LIFTER, NewProposal
from store.transaction import Transaction, Value
from store.versions import Version

SPEC_FILE = "spec-file"  # the outbox topic of what the spec files must follow


@dataclass(frozen=True, slots=True)
class Arrival:
    """A unit as its newest conversion has it; `measures` are columns of its review."""

    conversion: int
    project: str
    lift: Lift
    version: Version
    measures: Mapping[str, Value]


def begin(tx: Transaction, arrival: Arrival) -> None:
    """A unit that was not there before comes into review."""
    _keep(tx, arrival)
    reviews.begin(tx, arrival.conversion, arrival.project, engine.begin(arrival.lift), arrival.measures)


def follow(tx: Transaction, arrival: Arrival, former: Lift) -> bool:
    """A unit was converted again; the answer is whether its standing is another one by that."""
    _keep(tx, arrival)
    review = reviews.get(tx, arrival.conversion)
    followed = engine.follow(review.standing, review.before, former, arrival.lift)
    if followed.proposes:
        _propose(tx, arrival)
    reviews.put(tx, review, followed.standing, followed.before)
    reviews.measure(tx, arrival.conversion, arrival.measures)
    return followed.standing != review.standing


def drifted(tx: Transaction, conversion: int) -> bool:
    """Whether a unit changed after a decision."""
    return tx.value("SELECT state = 'drifted' FROM reviews WHERE conversion = ?", conversion) == 1


def is_kept(tx: Transaction, conversion: int) -> bool:
    """Whether a unit whose SQL is gone must be kept, since people said something of it."""
    return tx.row("SELECT 1 FROM decisions WHERE conversion = ? LIMIT 1", conversion) is not None


def went_or_came(tx: Transaction, conversion: int, project: str) -> None:
    """A unit that is kept went with its SQL, or is back; where it has a text in a spec file, that must follow."""
    if reviews.get(tx, conversion).standing.approved is not None:
        letter(tx, conversion, project)


def letter(tx: Transaction, conversion: int, project: str) -> None:
    """Promise that the spec file of a unit will be looked at."""
    outbox.post(tx, SPEC_FILE, project, {"conversion": conversion})


def _keep(tx: Transaction, arrival: Arrival) -> None:
    if arrival.lift.spec is not None:
        versions.keep(tx, arrival.conversion, arrival.lift.spec, arrival.version)


def _propose(tx: Transaction, arrival: Arrival) -> None:
    lift, version = arrival.lift, arrival.version
    new = NewProposal(
        conversion=arrival.conversion,
        analyst=LIFTER,
        spec=str(lift.spec),
        verdict=lift.verdict,
        sql=lift.sql,
        lowered=version.lowered,
        evidence=version.evidence,
        links=version.links,
        reason="Newer rules lift the same SQL to another spec.",
    )
    proposals.offer(tx, new)
