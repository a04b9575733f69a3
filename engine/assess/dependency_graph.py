"""Who calls whom, and who reads and writes what, among the objects of a project."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from engine.assess.assessed_unit import AssessedUnit
from engine.assess.dependencies import NamedCall
from engine.assess.strong_components import strong_components

_RELATIONS = frozenset({"table", "view", "materialized_view", "foreign_table"})


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
    names = _Names(found)
    edges = tuple(dict.fromkeys(each for unit in found if unit.name for each in names.edges(unit)))
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


def _called(edges: Iterable[Edge]) -> dict[str, list[str]]:
    """The routines that each unit calls."""
    found: dict[str, list[str]] = defaultdict(list)
    for each in edges:
        if each.kind == "calls":
            found[each.source].append(each.target)
    return found


class _Names:
    """Finds the units that a written name means."""

    def __init__(self, units: Iterable[AssessedUnit]) -> None:
        self.routines: dict[str, list[AssessedUnit]] = defaultdict(list)
        self.relations: dict[str, list[str]] = defaultdict(list)
        for each in units:
            base = each.name.partition("(")[0].lower()
            if each.is_routine:
                self.routines[base.rpartition(".")[2]].append(each)
            elif each.kind in _RELATIONS and each.name:
                self.relations[base.rpartition(".")[2]].append(each.name)

    def edges(self, unit: AssessedUnit) -> Iterator[Edge]:
        for call in unit.uses.calls:
            yield from (Edge(unit.name, target, "calls") for target in self._callees(call, unit))
        for name in unit.uses.reads:
            yield from (Edge(unit.name, target, "reads") for target in self._relation(name, unit))
        for name in unit.uses.writes:
            yield from (Edge(unit.name, target, "writes") for target in self._relation(name, unit))

    def _callees(self, call: NamedCall, unit: AssessedUnit) -> list[str]:
        """The overloads that a call can mean: by schema, and by the number of arguments where that decides."""
        schema, _, name = call.name.rpartition(".")
        found = [each for each in self.routines.get(name, ()) if not schema or each.schema.lower() in {schema, ""}]
        own = [each for each in found if each.schema == unit.schema]
        found = own if own and not schema else found
        exact = [each for each in found if _arity(each.name) == call.arguments]
        return list(dict.fromkeys(each.name for each in exact or found))

    def _relation(self, written: str, unit: AssessedUnit) -> list[str]:
        schema, _, name = written.rpartition(".")
        found = dict.fromkeys(self.relations.get(name, ()))
        if schema:
            return [each for each in found if each.lower() == written or "." not in each]
        own = [each for each in found if each.rpartition(".")[0] == unit.schema]
        return own or list(found)[:1]


def _arity(name: str) -> int:
    arguments = name.partition("(")[2].rstrip(")")
    if arguments:
        return arguments.count(",") + 1
    return 0
