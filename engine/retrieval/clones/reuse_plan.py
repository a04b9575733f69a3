"""How to get the spec of a unit with the least work: what was approved for its like, adapted, or only looked at."""

from collections.abc import Iterable
from dataclasses import dataclass

from engine.retrieval.clones.adapt_spec import AdaptedSpec, adapt_spec
from engine.retrieval.clones.find_clones import ComparedUnit, are_clones
from engine.retrieval.shape.fingerprint import shape_likeness

ADAPT_FROM = 0.90
PROPOSE_FROM = 0.85
PATTERN_QUALITY_FROM = 70.0


@dataclass(frozen=True, slots=True)
class ReusableUnit:
    """A unit whose spec a person approved; `analysts` made the proposals that were accepted for it."""

    compared: ComparedUnit
    spec: str
    analysts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class KnownPattern:
    """A pattern that the unit carries out, with the quality that the library gives to it."""

    name: str
    quality: float


@dataclass(frozen=True, slots=True)
class ReusePlan:
    """`tier` is adapt, propose, pattern or fresh; `steps` say why, in the order in which the tiers were tried."""

    tier: str
    source: str
    likeness: float
    steps: tuple[str, ...]
    adapted: AdaptedSpec | None = None


def plan_reuse(
    unit: ComparedUnit, approved: Iterable[ReusableUnit], patterns: Iterable[KnownPattern] = ()
) -> ReusePlan:
    """Return the first tier that applies."""
    ranked = sorted(((likeness(unit, each.compared), each) for each in approved), key=lambda each: -each[0])
    steps: list[str] = []
    for alike, each in ranked:
        if alike >= ADAPT_FROM:
            adapted = adapt_spec(each.spec, each.compared, unit) if are_clones(each.compared, unit) else None
            if adapted:
                return _plan("adapt", each, alike, (*steps, f"{_named(each, alike)}: renamed and proved"), adapted)
            steps.append(f"{_named(each, alike)}: its renamed spec is not proved")
    for alike, each in ranked:
        if alike >= PROPOSE_FROM and each.analysts:
            step = f"{_named(each, alike)}: ask {', '.join(each.analysts)} first"
            return _plan("propose", each, alike, (*steps, step))
    return _by_pattern(patterns, ranked[0][0] if ranked else 0.0, steps)


def likeness(one: ComparedUnit, other: ComparedUnit) -> float:
    """Return 1 for copies, less for others."""
    if are_clones(one, other):
        return 1.0
    return round(min(0.99, shape_likeness(one.shape, other.shape)), 4)


def _by_pattern(patterns: Iterable[KnownPattern], best: float, steps: list[str]) -> ReusePlan:
    """A pattern of good quality, or nothing to reuse."""
    found = max((each for each in patterns if each.quality >= PATTERN_QUALITY_FROM), key=_quality, default=None)
    if found is not None:
        return ReusePlan("pattern", found.name, best, (*steps, f"pattern {found.name} has quality {found.quality:g}"))
    return ReusePlan("fresh", "", best, (*steps, "nothing approved is alike enough"))


def _quality(pattern: KnownPattern) -> tuple[float, str]:
    return pattern.quality, pattern.name


def _plan(
    tier: str, unit: ReusableUnit, alike: float, steps: tuple[str, ...], adapted: AdaptedSpec | None = None
) -> ReusePlan:
    return ReusePlan(tier, unit.compared.unit.name, alike, steps, adapted)


def _named(unit: ReusableUnit, alike: float) -> str:
    return f"{unit.compared.unit.name} is {alike:.0%} alike"
