"""The unit that a decision is about, and the context in which it is made."""

from dataclasses import dataclass

from daemon.server.review.decisions.decision_maker import DecisionMaker
from engine.review.decide import AUTO_LANE, DecisionContext
from engine.review.standing import Standing
from store import ReadView
from store.codebase import conversions
from store.codebase.conversions import ConversionRow
from store.core import texts
from store.core.errors import ConflictError, MissingError
from store.review import policies, reviews
from store.review.reviews import ReviewRow


@dataclass(frozen=True, slots=True)
class UnitInReview:
    """A unit with its conversion and its review."""

    conversion: ConversionRow
    review: ReviewRow

    @property
    def standing(self) -> Standing:
        return self.review.standing


def unit_in_review(view: ReadView, conversion: int, project: str) -> UnitInReview:
    """Return the unit with this number, which must belong to the project."""
    found = conversions.get(view, conversion)
    if found.project != project:
        raise MissingError(f"There is no unit {conversion} in this project.", "It may belong to another project.")
    return UnitInReview(found, reviews.get(view, conversion))


def context_for(view: ReadView, maker: DecisionMaker, unit: UnitInReview, made: int | None = None) -> DecisionContext:
    """Return the context of a decision; `made` is the number of their counted decisions today, if it is known."""
    policy = policies.get(view, unit.conversion.project)
    if made is None and policy.quota is not None:
        made = policies.count_decisions_today(view, unit.conversion.project, maker.actor)
    held: tuple[str, ...] = ()
    if maker.actor == AUTO_LANE:
        held = policy.held_back(unit.conversion.name, texts.get(view, unit.conversion.sql))
    return DecisionContext(maker.actor, maker.permissions, policy, unit.review.risk, held, made or 0, maker.ended)


def check_revision(unit: UnitInReview, revision: int | None) -> UnitInReview:
    """Refuse a unit that changed since it was seen; with None any revision will do."""
    if revision is not None and revision != unit.conversion.revision:
        raise ConflictError("Somebody changed this unit since you looked at it.", unit.conversion.revision)
    return unit
