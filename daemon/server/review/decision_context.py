"""A unit as it is when somebody speaks of it, and the situation in which they do."""

from dataclasses import dataclass

from daemon.server.review.decision_input import DecisionMaker
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
    """A unit as it is when something is said of it."""

    conversion: ConversionRow
    review: ReviewRow

    @property
    def standing(self) -> Standing:
        return self.review.standing


def unit_in_review(view: ReadView, conversion: int, project: str) -> UnitInReview:
    """The unit with this number, which must be one of the project."""
    found = conversions.get(view, conversion)
    if found.project != project:
        raise MissingError(f"There is no unit {conversion} in this project.", "It may be one of another project.")
    return UnitInReview(found, reviews.get(view, conversion))


def situation_for(view: ReadView, voice: DecisionMaker, unit: UnitInReview, made: int | None = None) -> DecisionContext:
    """In which situation somebody speaks of a unit; `made` are their decisions of today, where they are counted."""
    policy = policies.get(view, unit.conversion.project)
    if made is None:
        made = 0 if policy.quota is None else policies.count_decisions_today(view, unit.conversion.project, voice.actor)
    held: tuple[str, ...] = ()
    if voice.actor == AUTO_LANE:
        held = policy.held_back(unit.conversion.name, texts.get(view, unit.conversion.sql))
    return DecisionContext(voice.actor, voice.permissions, policy, unit.review.risk, held, made, voice.ended)


def check_revision(unit: UnitInReview, revision: int | None) -> UnitInReview:
    """Refuse to speak of a unit that is not as it was seen; None is whoever does not mind."""
    if revision is not None and revision != unit.conversion.revision:
        raise ConflictError("Somebody changed this unit since you looked.", unit.conversion.revision)
    return unit
