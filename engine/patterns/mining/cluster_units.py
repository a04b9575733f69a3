"""Group units whose specs have one structure and share most of their words."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from engine.patterns.mining.anti_unify import anti_unify, structure
from engine.patterns.mining.mined_unit import MinedUnit

LEAST_UNITS = 3
LEAST_FIXED = 0.5
MOST_COMPARED = 40  # of one structure: code that is generated a thousand times needs no more


def cluster_units(units: Iterable[MinedUnit]) -> Iterator[tuple[MinedUnit, ...]]:
    """Yield the groups of at least three units with different texts, in the order of their first units."""
    by_structure: dict[object, list[MinedUnit]] = {}
    seen: set[str] = set()
    for each in units:
        if each.unit.text not in seen:
            seen.add(each.unit.text)
            by_structure.setdefault(structure(each.spec), []).append(each)
    for alike in by_structure.values():
        if len(alike) >= LEAST_UNITS:
            yield from (tuple(group) for group in _groups(alike) if len(group) >= LEAST_UNITS)


def _groups(units: Sequence[MinedUnit]) -> list[list[MinedUnit]]:
    """Add each unit to the first group whose first unit it resembles."""
    groups: list[list[MinedUnit]] = []
    for each in units:
        fitting = (group for group in groups[:MOST_COMPARED] if _fixed(group[0].spec, each.spec) >= LEAST_FIXED)
        group = next(fitting, None)
        if group is None:
            groups.append([each])
        else:
            group.append(each)
    return groups


def _fixed(one: Any, other: Any) -> float:  # noqa: ANN401 - specs
    return anti_unify((one, other)).fixed
