"""What a new conversion does to a standing: how review keeps up with SQL that changes, and with newer rules."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import TypeAlias

from engine.review.standing import ReviewState, Standing

Proofs: TypeAlias = Mapping[str, str]  # a text that is kept, by hash → its verdict by the rules of now
NO_PROOFS: Proofs = MappingProxyType({})
OpenObligations: TypeAlias = Mapping[
    str, tuple[str, ...]
]  # a text that is kept, by hash → its obligations by the rules of now
NO_OBLIGATIONS: OpenObligations = MappingProxyType({})
VERDICTS_BY_WORTH = ("refuted", "unverified", "proved-if", "tested", "proved")  # the better the later
MAX_FORMER = 16  # standings from before; an older one is forgotten, and then its SQL coming back is drift as well


@dataclass(frozen=True, slots=True)
class LiftSummary:
    """What a conversion says: the SQL, the spec that was lifted of it, its verdict; texts are content hashes."""

    sql: str
    spec: str | None
    verdict: str
    faulty: bool = False


@dataclass(frozen=True, slots=True)
class FormerStanding:
    """A standing from before it drifted, the SQL that it was of, and the spec that the lift made of that."""

    sql: str
    lift: str | None
    standing: Standing


@dataclass(frozen=True, slots=True)
class FollowedStanding:
    """A standing that has kept up. `proposes`: newer rules lift another text, which waits as a proposal."""

    standing: Standing
    before: tuple[FormerStanding, ...]
    proposes: bool = False


def new_standing(lift: LiftSummary) -> Standing:
    """The standing of a unit that nobody has seen."""
    return Standing(_unseen(lift), lift.spec, lift.verdict)


def follow_conversion(
    standing: Standing,
    before: tuple[FormerStanding, ...],
    former: LiftSummary,
    lift: LiftSummary,
    proofs: Proofs = NO_PROOFS,
    left: OpenObligations = NO_OBLIGATIONS,
) -> FollowedStanding:
    """What becomes of a standing when its unit is converted again; `proofs` are of texts that are not the lift's.

    What nobody decided on is simply new. What somebody decided on has drifted when its SQL is another one: the new
    text is in review, the file keeps the approved one, and what was said is kept for the case that the SQL comes back.
    """
    if not standing.decided:
        return FollowedStanding(_renewed(standing, lift, _unseen(lift)), before)
    now = FormerStanding(former.sql, former.spec, standing)
    if standing.state is not ReviewState.DRIFTED:
        same = former.sql == lift.sql
        return _by_newer_rules(now, before, lift, proofs, left) if same else _drifted(now, before, lift)
    if before and before[-1].sql == lift.sql:
        # Whom it was assigned to meanwhile is no decision on its text, and stays.
        back = replace(before[-1], standing=replace(before[-1].standing, asked=standing.asked))
        found = _by_newer_rules(back, before[:-1], lift, proofs, left)
        known = (former.sql, former.spec) == (lift.sql, lift.spec)  # what was proposed before is not asked twice
        return replace(found, proposes=found.proposes and not known)
    return FollowedStanding(_renewed(standing, lift, ReviewState.DRIFTED), before)


def _by_newer_rules(
    kept: FormerStanding, before: tuple[FormerStanding, ...], lift: LiftSummary, proofs: Proofs, left: OpenObligations
) -> FollowedStanding:
    """The same SQL: another verdict counts for the text in review, another text only if a person takes it."""
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
    """What is known of the text in review now; one that the lift made once is not known to hold if none is made now."""
    standing = kept.standing
    if standing.spec == lift.spec:
        return lift.verdict
    if standing.spec is None:
        return standing.verdict
    lifts_no_more = lift.spec is None and standing.author is None and standing.spec == kept.lift
    return proofs.get(standing.spec, lift.verdict if lifts_no_more else standing.verdict)


def _is_worse(verdict: str, former: str) -> bool:
    """Whether less is known than when people agreed; what they waived was this much, or they had a proof."""
    return VERDICTS_BY_WORTH.index(verdict) < VERDICTS_BY_WORTH.index(former)


def _is_unwaived(standing: Standing, verdict: str, left: OpenObligations) -> bool:
    """Whether the text holds now only if something does that nobody waived: a waiver is for what was waived."""
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
    return ReviewState.PROPOSED if lift.faulty or lift.spec is None else ReviewState.CHECKED
