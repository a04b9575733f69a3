"""Who calls whom, and who reads and writes what, among the objects of a project."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from engine.assess.assessed_unit import AssessedUnit
from engine.assess.name_lookup import NameLookup
from engine.assess.strong_components import strong_components


@dataclass(frozen=True, slots=True)
class Edge:
    """`kind` is calls, reads or writes."""

    source: str
    target: str
    kind: str


@dataclass(frozen=True, slots=True)
class DependencyGraph:
    """Nodes are names of units; `cycles` are groups of routines that call each other."""

    edges: tuple[Edge, ...]
    cycles: tuple[tuple[str, ...], ...]
    roots: tuple[str, ...]
    unused: tuple[str, ...]
    users: Mapping[str, int] = field(default_factory=dict)

    def most_used(self, count: int) -> list[tuple[str, int]]:
        """The objects that most units depend on, most first."""
        return sorted(self.users.items(), key=lambda item: (-item[1], item[0]))[:count]


def dependency_graph(units: Iterable[AssessedUnit]) -> DependencyGraph:
    """Connect the units of a project by the names that they use."""
    found = list(units)
    names = NameLookup(found)
    edges = tuple(dict.fromkeys(each for unit in found if unit.name for each in _edges(unit, names)))
    callers: dict[str, set[str]] = defaultdict(set)
    for each in edges:
        callers[each.target].add(each.source)
    users = {name: len(sources - {name}) for name, sources in callers.items() if sources - {name}}
    routines = dict.fromkeys(unit.name for unit in found if unit.is_routine)
    uncalled = [name for name in routines if name not in users]
    triggers = {unit.name for unit in found if unit.is_trigger}
    calling = {each.source for each in edges if each.kind == "calls"}
    return DependencyGraph(
        edges=edges,
        cycles=tuple(strong_components(_called(edges))),
        roots=tuple(name for name in uncalled if name in calling),
        unused=tuple(name for name in uncalled if name in triggers),
        users=users,
    )


def _edges(unit: AssessedUnit, names: NameLookup) -> Iterator[Edge]:
    """What a unit calls, reads and writes, among the objects of the project."""
    for call in unit.uses.calls:
        yield from (Edge(unit.name, target, "calls") for target in names.routines_called(call, unit))
    for kind, written in (("reads", unit.uses.reads), ("writes", unit.uses.writes)):
        for name in written:
            yield from (Edge(unit.name, target, kind) for target in names.relations_named(name, unit))


def _called(edges: Iterable[Edge]) -> dict[str, list[str]]:
    """The routines that each unit calls."""
    found: dict[str, list[str]] = defaultdict(list)
    for each in edges:
        if each.kind == "calls":
            found[each.source].append(each.target)
    return found
