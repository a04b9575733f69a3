"""Clusters of copies among units, and pairs that are nearly copies."""

from collections.abc import Iterable
from dataclasses import dataclass

from engine.retrieval.clones.canonical_form import LOCAL, CanonicalForm, canonical_form
from engine.retrieval.shape.fingerprint import fingerprint
from engine.retrieval.shape.shape_node import walk_shape
from engine.retrieval.shape.unit_shape import unit_shapes
from engine.source.unit import Unit

LEAST_NODES = 12  # smaller units are alike by accident


@dataclass(frozen=True, slots=True)
class ComparedUnit:
    """A unit with its canonical form, its fingerprint and its size."""

    unit: Unit
    path: str
    line: int
    form: CanonicalForm
    shape: dict[int, float]
    size: int


@dataclass(frozen=True, slots=True)
class CloneCluster:
    """Units that are equal but for names, in the order in which they were given."""

    key: str
    members: tuple[ComparedUnit, ...]


def compared_unit(unit: Unit, path: str = "", line: int = 0) -> ComparedUnit:
    """Return what copies of a unit are found by."""
    nodes = unit_shapes(unit)
    return ComparedUnit(unit, path, line, canonical_form(nodes), fingerprint(nodes), sum(1 for _ in walk_shape(nodes)))


def are_clones(one: ComparedUnit, other: ComparedUnit) -> bool:
    """Whether two units are equal but for names."""
    return bool(one.form.words) and one.form.words == other.form.words and not _swaps_columns(one.form, other.form)


def _swaps_columns(one: CanonicalForm, other: CanonicalForm) -> bool:
    """Whether a table or column has another one's name: `total - paid` is not a renamed `paid - total`."""
    mine, theirs = (frozenset(name for name in form.names if name[0] != LOCAL) for form in (one, other))
    pairs = zip(one.names, other.names, strict=True)
    return any(a != b and a[0] != LOCAL and (b in mine or a in theirs) for a, b in pairs)


def find_clones(units: Iterable[ComparedUnit]) -> list[CloneCluster]:
    """Return the clusters of at least two units, the largest first."""
    found: dict[str, list[list[ComparedUnit]]] = {}
    for each in units:
        if each.size >= LEAST_NODES:
            _add_to_cluster(found.setdefault(each.form.key, []), each)
    clusters = [
        CloneCluster(key, tuple(members)) for key, groups in found.items() for members in groups if len(members) > 1
    ]
    return sorted(clusters, key=lambda each: (-len(each.members), each.key))


def _add_to_cluster(groups: list[list[ComparedUnit]], unit: ComparedUnit) -> None:
    """Add a unit to the first group of its form with which it does not swap columns."""
    group = next((each for each in groups if are_clones(each[0], unit)), None)
    if group is None:
        groups.append([unit])
    else:
        group.append(unit)


def renaming(one: ComparedUnit, other: ComparedUnit) -> dict[str, str] | None:
    """Return the names of the second unit for those of the first; None if one name would have two."""
    found: dict[str, str] = {}
    for (_, mine), (_, theirs) in zip(one.form.names, other.form.names, strict=True):
        if found.setdefault(mine, theirs) != theirs:
            return None
    return found
