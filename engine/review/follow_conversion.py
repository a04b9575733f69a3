"""Update a standing after a new conversion: for changed SQL, and for newer rules of the engine."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import TypeAlias

from engine.review.standing import ReviewState, Standing

Proofs: TypeAlias = Mapping[str, str]  # hash of a stored text → its verdict by current rules
NO_PROOFS: Proofs = MappingProxyType({})
OpenObligations: TypeAlias = Mapping[str, tuple[str, ...]]  # hash of a stored text → its obligations by current rules
NO_OBLIGATIONS: OpenObligations = MappingProxyType({})
VERDICTS_BY_WORTH = ("refuted", "unverified", "proved-if", "tested", "proved")  # worst first
MAX_FORMER = 16  # older standings are forgotten; if their SQL comes back, that is drift again


@dataclass(frozen=True, slots=True)
class LiftSummary:
    """The result of a conversion: the SQL, the spec lifted from it, its verdict; texts are content hashes."""

    sql: str
    spec: str | None
    verdict: str
    faulty: bool = False


@dataclass(frozen=True, slots=True)
class FormerStanding:
    """A standing before it drifted, with the SQL it was of and the spec lifted from that SQL."""

    sql: str
    lift: str | None
    standing: Standing


@dataclass(frozen=True, slots=True)
class FollowedStanding:
    """The updated standing. `proposes` is set if newer rules lift another text, which becomes a proposal."""

    standing: Standing
    before: tuple[FormerStanding, ...]
    proposes: bool = False


def new_standing(lift: LiftSummary) -> Standing:
    """Return the standing of a new unit."""
    return Standing(_unseen(lift), lift.spec, lift.verdict)


def follow_conversion(
    standing: Standing,
    before: tuple[FormerStanding, ...],
    former: LiftSummary,
    lift: LiftSummary,
    proofs: Proofs = NO_PROOFS,
    left: OpenObligations = NO_OBLIGATIONS,
) -> FollowedStanding:
    """Return the standing after its unit is converted again; `proofs` are of texts other than the lifted one.

    A unit without decisions is treated as new. A unit with decisions drifts if its SQL changed: the new text is in
    review, the file keeps the approved one, and the decisions are kept in case the SQL comes back.
    """
    if not standing.decided:
        return FollowedStanding(_renewed(standing, lift, _unseen(lift)), before)
    now = FormerStanding(former.sql, former.spec, standing)
    if standing.state is not ReviewState.DRIFTED:
        same = former.sql == lift.sql
        if same:
            return _by_newer_rules(now, before, lift, proofs, left)
        return _drifted(now, before, lift)
    if before and before[-1].sql == lift.sql:
        # An assignment made meanwhile is not a decision on the text, so it stays.
        back = replace(before[-1], standing=replace(before[-1].standing, asked=standing.asked))
        found = _by_newer_rules(back, before[:-1], lift, proofs, left)
        known = (former.sql, former.spec) == (lift.sql, lift.spec)  # do not propose the same text twice
        return replace(found, proposes=found.proposes and not known)
    return FollowedStanding(_renewed(standing, lift, ReviewState.DRIFTED), before)


def _by_newer_rules(
    kept: FormerStanding, before: tuple[FormerStanding, ...], lift: LiftSummary, proofs: Proofs, left: OpenObligations
) -> FollowedStanding:
    """Update for the same SQL: a new verdict applies at once, a new text only if a person accepts it."""
    standing, verdict = kept.standing, _verdict(kept, lift, proofs)
    proposes = lift.spec not in {None, standing.spec, kept.lift}
    agreed = standing.approvals or (standing.approved is not None and standing.approved == standing.spec)
    if agreed and (_is_worse(verdict, standing.verdict) or _is_unwaived(standing, verdict, left)):
        found = _drifted(
            kept, before, replace(lift, spec=standing.spec, verdict=verdict), standing.author, *standing.coauthors
        )
        return replace(found, proposes=proposes)
    return FollowedStanding(replace(standing, verdict=verdict), before, proposes)


def _verdict(kept: FormerStanding, lift: LiftSummary, proofs: Proofs) -> str:
    """Return the current verdict on the text in review; a lifted text has none left if nothing is lifted now."""
    standing = kept.standing
    if standing.spec == lift.spec:
        return lift.verdict
    if standing.spec is None:
        return standing.verdict
    lifts_no_more = lift.spec is None and standing.author is None and standing.spec == kept.lift
    return proofs.get(standing.spec, lift.verdict if lifts_no_more else standing.verdict)


def _is_worse(verdict: str, former: str) -> bool:
    """Whether the verdict is worse than the one that people approved or waived."""
    return VERDICTS_BY_WORTH.index(verdict) < VERDICTS_BY_WORTH.index(former)


def _is_unwaived(standing: Standing, verdict: str, left: OpenObligations) -> bool:
    """Whether the text now depends on an obligation that nobody waived."""
    waived = None if standing.waiver is None else standing.waiver.obligations
    if waived is None or verdict != "proved-if":
        return False
    return not set(left.get(str(standing.spec), ())) <= set(waived)


def _drifted(
    now: FormerStanding,
    before: tuple[FormerStanding, ...],
    lift: LiftSummary,
    author: str | None = None,
    *coauthors: str,
) -> FollowedStanding:
    kept = (*before, now)[-MAX_FORMER:]
    return FollowedStanding(_renewed(now.standing, lift, ReviewState.DRIFTED, author, *coauthors), kept)


def _renewed(
    standing: Standing, lift: LiftSummary, state: ReviewState, author: str | None = None, *coauthors: str
) -> Standing:
    return replace(standing.with_text(lift.spec, lift.verdict, author, *coauthors), state=state)


def _unseen(lift: LiftSummary) -> ReviewState:
    if lift.faulty or lift.spec is None:
        return ReviewState.PROPOSED
    return ReviewState.CONVERTED
