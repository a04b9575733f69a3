"""The counts of a lifted unit, and the entity it belongs to."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from engine.lift.lift_result import LiftCounts, LiftResult
from engine.lift.objects.object_names import title_from_name
from engine.lift.routines.main_relation import owning_relation
from engine.source.independent_counts import count_statements
from engine.source.routine_body import RoutineBody, routine_body
from engine.source.unit import Unit


def count_unit(unit: Unit, lifted: LiftResult) -> LiftCounts:
    """Return the counts of the lift, with a routine's statements counted independently of it."""
    body = routine_body(unit) if unit.is_routine else None
    statements = count_statements(body, unit.language) if body else None
    if body is None or statements is None:
        return lifted.counts
    if not lifted.spec.actions:
        return replace(lifted.counts, statements=statements, raw=statements)
    raws = [unit.text[start:end] for start, end in _raw_places(unit, lifted)]
    raw = sum(max(1, count_statements(RoutineBody(text, "quoted", ()), unit.language) or 1) for text in raws)
    return replace(lifted.counts, statements=statements, raw=min(raw, statements))


def _raw_places(unit: Unit, lifted: LiftResult) -> Iterator[tuple[int, int]]:
    for origin in lifted.origins.values():
        if origin.kind == "raw":
            yield origin.span.start - unit.span.start, origin.span.end - unit.span.start


def unit_entity(unit: Unit, lifted: LiftResult, tables: Mapping[str, str]) -> str | None:
    """Return the title of the relation that a routine belongs to, or of the entity that an object is."""
    if not unit.is_routine:
        return lifted.spec.entity
    relation = tables.get(unit.name.partition("(")[0]) or owning_relation(lifted.relations)
    if relation:
        return title_from_name(relation.rpartition(".")[2])
    return None
