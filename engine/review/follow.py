"""What a new conversion does to a standing: how review keeps up with SQL that changes, and with newer rules."""

from dataclasses import dataclass, replace

from engine.review.standing import Standing, State

MOST_KEPT = 16  # standings from before; an older one is forgotten, and then its SQL coming back is drift as well


@dataclass(frozen=True, slots=True)
class Lift:
    """What a conversion says: the SQL, the spec that was lifted of it, its verdict; texts are content hashes."""

    sql: str
    spec: str | None
    verdict: str
    faulty: bool = False


@dataclass(frozen=True, slots=True)
class Kept:
    """A standing from before it drifted, the SQL that it was of, and the spec that the lift made of that."""

    sql: str
    lift: str | None
    standing: Standing


@dataclass(frozen=True, slots=True)
class Followed:
    """A standing that has kept up. `proposes`: newer rules lift another text, which waits as a proposal."""

    standing: Standing
    before: tuple[Kept, ...]
    proposes: bool = False


def begin(lift: Lift) -> Standing:
    """The standing of a unit that nobody has seen."""
    return Standing(_unseen(lift), lift.spec, lift.verdict)


def follow(standing: Standing, before: tuple[Kept, ...], former: Lift, lift: Lift) -> Followed:
    """What becomes of a standing when its unit is converted again.

    What nobody decided on is simply new. What somebody decided on has drifted when its SQL is another one: the new
    text is in review, the file keeps the approved one, and what was said is kept for the case that the SQL comes back.
    """
    if not standing.decided:
        return Followed(_renewed(standing, lift, _unseen(lift)), before)
    now = Kept(former.sql, former.spec, standing)
    if standing.state is not State.DRIFTED:
        return _by_newer_rules(now, before, lift) if former.sql == lift.sql else _drifted(now, before, lift)
    if before and before[-1].sql == lift.sql:
        # Whom it was assigned to meanwhile is no decision on its text, and stays.
        back = replace(before[-1], standing=replace(before[-1].standing, asked=standing.asked))
        return _by_newer_rules(back, before[:-1], lift)
    return Followed(_renewed(standing, lift, State.DRIFTED), before)


def _by_newer_rules(kept: Kept, before: tuple[Kept, ...], lift: Lift) -> Followed:
    """The same SQL: another verdict counts for the text in review, another text only if a person takes it."""
    standing = kept.standing
    lifts_no_more = lift.spec is None and standing.author is None and standing.spec == kept.lift
    if standing.spec != lift.spec and not lifts_no_more:
        return Followed(standing, before, proposes=lift.spec is not None and lift.spec != kept.lift)
    if standing.verdict == lift.verdict:
        return Followed(standing, before)
    agreed = standing.approvals or standing.state is State.APPROVED
    if agreed and lift.verdict != "proved":
        spec = standing.spec  # what was approved may lift no more; it is still what there is to look at
        return _drifted(kept, before, replace(lift, spec=spec), standing.author)
    return Followed(replace(standing, verdict=lift.verdict), before)


def _drifted(now: Kept, before: tuple[Kept, ...], lift: Lift, author: str | None = None) -> Followed:
    kept = (*before, now)[-MOST_KEPT:]
    return Followed(_renewed(now.standing, lift, State.DRIFTED, author), kept)


def _renewed(standing: Standing, lift: Lift, state: State, author: str | None = None) -> Standing:
    return replace(standing.with_text(lift.spec, lift.verdict, author), state=state)


def _unseen(lift: Lift) -> State:
    return State.PROPOSED if lift.faulty or lift.spec is None else State.CHECKED
