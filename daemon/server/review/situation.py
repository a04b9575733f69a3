"""A unit as it is when somebody speaks of it, and the situation in which they do."""

from dataclasses import dataclass

from daemon.server.review.say import Voice
from engine.review.decide import AUTO, Situation
from engine.review.standing import Standing
from store import View, conversions, policies, reviews, texts
from store.conversions import Conversion
from store.errors import ConflictError, MissingError
from store.reviews import Review


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit as it is when something is said of it."""

    conversion: Conversion
    review: Review

    @property
    def standing(self) -> Standing:
        return self.review.standing


def unit_of(view: View, conversion: int, project: str) -> Unit:
    """The unit with this number, which must be one of the project."""
    found = conversions.get(view, conversion)
    if found.project != project:
        raise MissingError(f"There is no unit {conversion} in this project.", "It may be one of another project.")
    return Unit(found, reviews.get(view, conversion))


def situation_of(view: View, voice: Voice, unit: Unit, made: int | None = None) -> Situation:
    """In which situation somebody speaks of a unit; `made` are their decisions of today, where they are counted."""
    policy = policies.of(view, unit.conversion.project)
    if made is None:
        made = 0 if policy.quota is None else policies.made_today(view, unit.conversion.project, voice.actor)
    held: tuple[str, ...] = ()
    if voice.actor == AUTO:
        held = policy.held_back(unit.conversion.name, texts.get(view, unit.conversion.sql))
    return Situation(voice.actor, voice.permissions, policy, unit.review.risk, held, made, voice.ended)


def at_revision(unit: Unit, revision: int | None) -> Unit:
    """Refuse to speak of a unit that is not as it was seen; None is whoever does not mind."""
    if revision is not None and revision != unit.conversion.revision:
        raise ConflictError("Somebody changed this unit since you looked.", unit.conversion.revision)
    return unit
