"""Several patterns on one entity: their specs joined, or the conflicts that prevent it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from typing import Any

from engine.patterns.library.instantiate import PatternInstance
from engine.patterns.library.library_error import LibraryError
from engine.patterns.library.library_pattern import LibraryPattern
from engine.spec.model import SpecFile

NAMED_PARTS = ("fields", "triggers", "views", "types", "policies", "actions")
PLAIN_PARTS = ("constraints", "indexes", "sequences", "partitions", "grants", "statements")
PARTS = (*NAMED_PARTS, *PLAIN_PARTS)


@dataclass(frozen=True, slots=True)
class PatternConflict:
    """Why two patterns cannot be on one entity as they are."""

    first: str
    second: str
    sentence: str
    hint: str


def declared_conflicts(patterns: Sequence[LibraryPattern]) -> list[PatternConflict]:
    """The conflicts that the library names, and required patterns that are missing."""
    found = [
        PatternConflict(first.id, second.id, f"{first.id} and {second.id} exclude each other.", "Leave one out.")
        for first, second in combinations(patterns, 2)
        if second.id in first.conflicts or first.id in second.conflicts
    ]
    ids = {each.id for each in patterns}
    return found + [
        PatternConflict(each.id, name, f"{each.id} requires {name}.", f"Add {name}.")
        for each in patterns
        for name in each.requires
        if name not in ids and each.tier != "entity"
    ]


def part_conflicts(instances: Sequence[PatternInstance]) -> list[PatternConflict]:
    """Fields, actions and the like that two instances define differently under one name."""
    return [
        conflict
        for first, second in combinations(instances, 2)
        for part in NAMED_PARTS
        for conflict in _differing(first, second, part)
    ]


def _differing(first: PatternInstance, second: PatternInstance, part: str) -> Iterator[PatternConflict]:
    there = {_key(each): each for each in getattr(first.spec, part)}
    for each in getattr(second.spec, part):
        name = _key(each)
        if name in there and there[name] != each:
            sentence = f"{first.pattern} and {second.pattern} define {part[:-1]} {name} differently."
            yield PatternConflict(first.pattern, second.pattern, sentence, "Give one of them another name.")


def _key(entry: Any) -> str:  # noqa: ANN401 - an entry of any part
    return str(entry.name or "")


def compose_instances(instances: Sequence[PatternInstance]) -> SpecFile:
    """Join the specs of instances that do not conflict; what two of them share appears once."""
    if not instances:
        raise LibraryError("compose", "There is nothing to compose.", "Name at least one pattern.")
    _check_tables(instances)
    first = instances[0].spec
    parts: dict[str, Any] = {part: _joined(getattr(each.spec, part) for each in instances) for part in PARTS}
    options = next((each.spec.options for each in instances if each.spec.options), None)
    conventions = _joined(each.spec.patterns for each in instances)
    return replace(first, **parts, options=options, patterns=conventions)


def _check_tables(instances: Sequence[PatternInstance]) -> None:
    tables = {each.spec.table for each in instances if each.spec.table}
    if len(tables) > 1:
        names = ", ".join(sorted(str(name) for name in tables))
        raise LibraryError("compose", f"The patterns are on different tables: {names}.", "Give them the same table.")


def _joined(parts: Iterable[Sequence[Any]]) -> tuple[Any, ...]:
    found: list[Any] = []
    for part in parts:
        found += [each for each in part if each not in found]
    return tuple(found)
