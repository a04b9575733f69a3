"""Keep review in step with conversions: a unit appears, is converted again, loses its SQL, comes back."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from engine.proved_text import ProvedText
from engine.review import follow_conversion as engine
from engine.review.follow_conversion import NO_OBLIGATIONS, LiftSummary, OpenObligations
from engine.review.standing import Standing
from engine.review.trial_verdict import verdict_with_trial
from store.codebase import obligations, unit_trials, versions
from store.codebase.unit_trials import TriedTexts
from store.codebase.versions import Version
from store.core import outbox, texts
from store.core.transaction import ReadView, Value, WriteTransaction
from store.review import proposals, reviews
from store.review.proposals import LIFTER, NewProposal
from store.review.reviews import ReviewRow

SPEC_FILE_TOPIC = "spec-file"  # the outbox topic for units whose spec files must be synced


@dataclass(frozen=True, slots=True)
class ConversionUpdate:
    """The newest conversion of a unit; `measures` are columns of its review, `proofs` of its kept texts."""

    conversion: int
    project: str
    lift: LiftSummary
    version: Version
    measures: Mapping[str, Value]
    proofs: Sequence[ProvedText] = ()


@dataclass(frozen=True, slots=True)
class ReviewChange:
    """The standing of a unit before and after a conversion.

    `file` holds the former and the current verdict of the approved text where another one is in review; `fault` is the
    hash of the reason why the text in review can no longer be read.
    """

    before: Standing
    after: Standing
    proposed: bool = False
    file: tuple[str | None, str | None] = (None, None)
    fault: str | None = None

    @property
    def moved(self) -> bool:
        """Whether the standing changed, or the verdict of the text in its file."""
        return self.before != self.after or self.file[0] != self.file[1]


def start_review(tx: WriteTransaction, update: ConversionUpdate) -> None:
    """Start the review of a new unit."""
    _keep(tx, update)
    reviews.add(tx, update.conversion, update.project, engine.new_standing(update.lift), update.measures)


def follow_conversion(tx: WriteTransaction, update: ConversionUpdate, former: LiftSummary) -> ReviewChange:
    """Update the standing of a unit that was converted again, and what is known of its kept texts."""
    review = reviews.get(tx, update.conversion)
    filed = get_filed_verdict(tx, update.conversion, review.standing)
    _keep(tx, update)
    trials, left = unit_trials.get_verdicts(tx, update.conversion), _left_open(tx, review)
    lift = _tried(update.lift, trials)
    proofs = {proof.spec: verdict_with_trial(proof.verdict, trials.get(proof.spec)) for proof in update.proofs}
    followed = engine.follow_conversion(review.standing, review.before, former, lift, proofs, left)
    if followed.proposes:
        _propose(tx, update)
    reviews.set_standing(tx, review, followed.standing, followed.before)
    reviews.set_measures(tx, update.conversion, update.measures)
    return ReviewChange(
        before=review.standing,
        after=followed.standing,
        proposed=followed.proposes,
        file=(filed, get_filed_verdict(tx, update.conversion, review.standing)),
        fault=_fault(tx, update, followed.standing.spec),
    )


def catch_up(tx: WriteTransaction, conversion: int, lift: LiftSummary) -> ReviewChange:
    """Judge a standing by what is known now: after an undo brought something back, or a trial was made."""
    review = reviews.get(tx, conversion)
    trials, left = unit_trials.get_verdicts(tx, conversion), _left_open(tx, review)
    proofs = versions.get_verdicts(tx, conversion)
    verdicts = {spec: verdict_with_trial(proof, trials.get(spec)) for spec, proof in proofs.items()}
    known = _tried(lift, trials)
    followed = engine.follow_conversion(review.standing, review.before, known, known, verdicts, left)
    if followed.standing != review.standing:
        reviews.set_standing(tx, review, followed.standing, followed.before)
    return ReviewChange(review.standing, followed.standing)


def get_filed_verdict(view: ReadView, conversion: int, standing: Standing) -> str | None:
    """Return the verdict of the approved text for the current SQL, where another text is in review."""
    approved = standing.approved
    if approved == standing.spec:
        return None
    return _verdict_of(view, conversion, versions.get(view, conversion, approved))


def _verdict_of(view: ReadView, conversion: int, version: Version) -> str | None:
    if version.verdict is None or version.lowered is None:
        return version.verdict
    sql = view.value("SELECT sql FROM conversions WHERE id = ?", conversion)
    return unit_trials.verdict_of(view, conversion, version.verdict, TriedTexts(sql, version.lowered))


def has_history(view: ReadView, conversion: int) -> bool:
    """Return whether a unit must be kept without SQL, because of decisions or proposals."""
    return bool(view.value("SELECT decided OR proposed FROM conversions WHERE id = ?", conversion))


def sync_spec_file(tx: WriteTransaction, conversion: int, project: str) -> None:
    """Sync the spec file of a kept unit whose SQL is gone, or back."""
    if reviews.get(tx, conversion).standing.approved is not None:
        request_spec_file_sync(tx, conversion, project)


def request_spec_file_sync(tx: WriteTransaction, conversion: int, project: str) -> None:
    """Request that the spec file of a unit is synced."""
    outbox.add(tx, SPEC_FILE_TOPIC, project, {"conversion": conversion})


def _tried(lift: LiftSummary, trials: Mapping[str, str]) -> LiftSummary:
    """Return a lift with the verdict that a trial gives it."""
    return replace(lift, verdict=verdict_with_trial(lift.verdict, trials.get(str(lift.spec))))


def _left_open(view: ReadView, review: ReviewRow) -> OpenObligations:
    """Return the obligations by the current rules, for units with a waiver; most have none."""
    standings = (review.standing, *(kept.standing for kept in review.before))
    waived = any(each.waiver is not None and each.waiver.obligations is not None for each in standings)
    if not waived:
        return NO_OBLIGATIONS
    return obligations.list_open_of_unit(view, review.conversion)


def _keep(tx: WriteTransaction, update: ConversionUpdate) -> None:
    if update.lift.spec is not None:
        version = replace(update.version, verdict=update.lift.verdict)
        versions.save(tx, update.conversion, update.lift.spec, version)
    for proof in update.proofs:
        versions.update_proof(tx, update.conversion, proof)
    if update.proofs:
        proposals.count_trials(tx, update.conversion)


def _propose(tx: WriteTransaction, update: ConversionUpdate) -> None:
    lift, version = update.lift, update.version
    new = NewProposal(
        conversion=update.conversion,
        analyst=LIFTER,
        spec=str(lift.spec),
        verdict=lift.verdict,
        sql=lift.sql,
        lowered=version.lowered,
        evidence=version.evidence,
        links=version.links,
        reason="Newer rules lift the same SQL to another spec.",
    )
    proposals.add(tx, new)


def _fault(tx: WriteTransaction, update: ConversionUpdate, spec: str | None) -> str | None:
    fault = next((proof.fault for proof in update.proofs if proof.spec == spec), None)
    return texts.save_some(tx, fault)
