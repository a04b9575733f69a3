"""Review keeps up with conversions: a unit comes, is converted again, goes with its SQL, comes back."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from engine.review import follow as engine
from engine.review.follow import NONE_OPEN, Lift, Open
from engine.review.standing import Standing
from store import obligations, outbox, proposals, reviews, texts, versions
from store.proposals import LIFTER, NewProposal
from store.reviews import Review
from store.transaction import Transaction, Value, View
from store.versions import Proof, Version

SPEC_FILE = "spec-file"  # the outbox topic of what the spec files must follow


@dataclass(frozen=True, slots=True)
class Arrival:
    """A unit as its newest conversion has it; `measures` are columns of its review, `proofs` of texts that are kept."""

    conversion: int
    project: str
    lift: Lift
    version: Version
    measures: Mapping[str, Value]
    proofs: Sequence[Proof] = ()


@dataclass(frozen=True, slots=True)
class Passage:
    """How a unit stood before a conversion, and stands after it.

    `file` is what was and is known of the approved text where another one is in review; `fault` names why the text in
    review cannot be read any more.
    """

    before: Standing
    after: Standing
    proposed: bool = False
    file: tuple[str | None, str | None] = (None, None)
    fault: str | None = None

    @property
    def moved(self) -> bool:
        """Whether the standing is another one, or less or more is known of the text in its file."""
        return self.before != self.after or self.file[0] != self.file[1]


def begin(tx: Transaction, arrival: Arrival) -> None:
    """A unit that was not there before comes into review."""
    _keep(tx, arrival)
    reviews.begin(tx, arrival.conversion, arrival.project, engine.begin(arrival.lift), arrival.measures)


def follow(tx: Transaction, arrival: Arrival, former: Lift) -> Passage:
    """A unit was converted again: its standing keeps up, and so does what is known of the texts that are kept."""
    review = reviews.get(tx, arrival.conversion)
    filed = in_file(tx, arrival.conversion, review.standing)
    _keep(tx, arrival)
    proofs = {proof.spec: proof.verdict for proof in arrival.proofs}
    left = _left_open(tx, review)
    followed = engine.follow(review.standing, review.before, former, arrival.lift, proofs, left)
    if followed.proposes:
        _propose(tx, arrival)
    reviews.put(tx, review, followed.standing, followed.before)
    reviews.measure(tx, arrival.conversion, arrival.measures)
    return Passage(
        before=review.standing,
        after=followed.standing,
        proposed=followed.proposes,
        file=(filed, in_file(tx, arrival.conversion, review.standing)),
        fault=_fault(tx, arrival, followed.standing.spec),
    )


def catch_up(tx: Transaction, conversion: int, lift: Lift) -> Passage:
    """What an undo brought back is known as it was known then: from here on it stands as the rules of now see it."""
    review = reviews.get(tx, conversion)
    verdicts, left = versions.verdicts(tx, conversion), _left_open(tx, review)
    followed = engine.follow(review.standing, review.before, lift, lift, verdicts, left)
    if followed.standing != review.standing:
        reviews.put(tx, review, followed.standing, followed.before)
    return Passage(review.standing, followed.standing)


def in_file(view: View, conversion: int, standing: Standing) -> str | None:
    """What is known of the approved text for the SQL of now, where another text is in review."""
    approved = standing.approved
    return None if approved == standing.spec else versions.of(view, conversion, approved).verdict


def is_kept(tx: Transaction, conversion: int) -> bool:
    """Whether a unit whose SQL is gone must be kept, since people said or proposed something of it."""
    said = (
        "SELECT 1 FROM decisions WHERE conversion = ?1 UNION ALL SELECT 1 FROM proposals WHERE conversion = ?1 LIMIT 1"
    )
    return tx.row(said, conversion) is not None


def went_or_came(tx: Transaction, conversion: int, project: str) -> None:
    """A unit that is kept went with its SQL, or is back; where it has a text in a spec file, that must follow."""
    if reviews.get(tx, conversion).standing.approved is not None:
        letter(tx, conversion, project)


def letter(tx: Transaction, conversion: int, project: str) -> None:
    """Promise that the spec file of a unit will be looked at."""
    outbox.post(tx, SPEC_FILE, project, {"conversion": conversion})


def _left_open(view: View, review: Review) -> Open:
    """The obligations by the rules of now, for whoever waived some; most units have nothing that was waived."""
    standings = (review.standing, *(kept.standing for kept in review.before))
    waived = any(each.waiver is not None and each.waiver.obligations is not None for each in standings)
    return obligations.of_unit(view, review.conversion) if waived else NONE_OPEN


def _keep(tx: Transaction, arrival: Arrival) -> None:
    if arrival.lift.spec is not None:
        version = replace(arrival.version, verdict=arrival.lift.verdict)
        versions.keep(tx, arrival.conversion, arrival.lift.spec, version)
    for proof in arrival.proofs:
        versions.renew(tx, arrival.conversion, proof)


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


def _fault(tx: Transaction, arrival: Arrival, spec: str | None) -> str | None:
    fault = next((proof.fault for proof in arrival.proofs if proof.spec == spec), None)
    return None if fault is None else texts.keep(tx, fault)
