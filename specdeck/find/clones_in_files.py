"""Clusters of copies in files, and whether the spec of one serves the others."""

from collections.abc import Iterator, Sequence

from engine.conversion import convert_unit
from engine.retrieval.clones.adapt_spec import adapt_spec
from engine.retrieval.clones.find_clones import CloneCluster, ComparedUnit, compared_unit, find_clones
from engine.retrieval.unit_document import NOT_SEARCHED
from specdeck.files.sql_files import read_sources
from specdeck.find.clone_shapes import ClonePlace, ClonesFound


def clones_in_files(paths: Sequence[str], *, routines_only: bool = True) -> Iterator[ClonesFound]:
    """Yield the clusters of copies, the largest first."""
    for cluster in find_clones(_compared(paths, routines_only=routines_only)):
        first = cluster.members[0]
        places = [_place(first, ""), *_others(cluster)]
        yield ClonesFound(cluster.key[:12], places)


def _compared(paths: Sequence[str], *, routines_only: bool) -> Iterator[ComparedUnit]:
    for source in read_sources(paths):
        for unit in source.units:
            if unit.is_routine or not (routines_only or unit.kind in NOT_SEARCHED):
                line = source.text.count("\n", 0, unit.span.start) + 1
                yield compared_unit(unit, source.path, line)


def _others(cluster: CloneCluster) -> Iterator[ClonePlace]:
    first, *others = cluster.members
    spec = convert_unit(first.unit).spec
    for each in others:
        is_adapted = bool(spec) and adapt_spec(spec, first, each) is not None
        yield _place(each, "adapt" if is_adapted else "fresh")


def _place(unit: ComparedUnit, plan: str) -> ClonePlace:
    return ClonePlace(unit.unit.name, unit.path, unit.line, plan)
