"""The builder of every slot and shape, worked out once."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Final

from engine.spec import slots
from engine.spec.building.builder import Builder, Value
from engine.spec.building.collection import EitherBuilder, ListBuilder, MappingBuilder, OneOrManyBuilder
from engine.spec.building.field import FieldsBuilder
from engine.spec.building.record import RecordBuilder
from engine.spec.building.scalar import NothingBuilder, NumberBuilder, SqlBuilder, TextBuilder, WordBuilder
from engine.spec.building.variant import VariantBuilder
from engine.spec.nodes import Node
from engine.spec.report import Report
from engine.spec.shape import SHAPES, Family
from engine.spec.slots import Slot

_FLAGS: Final = {"true": True, "false": False}


@cache
def record_builder(made: type) -> RecordBuilder:
    """The builder of one shape of the model."""
    return RecordBuilder(SHAPES[made], builder_of)


@cache
def builder_of(slot: Slot) -> Builder:  # noqa: C901 one case a slot kind
    """The builder of one slot."""
    match slot:
        case slots.Type():
            return SqlBuilder("a type", empty=slot.empty)
        case slots.Name():
            return SqlBuilder("a name", empty=slot.empty)
        case slots.Sql():
            return SqlBuilder("SQL", empty=slot.empty)
        case slots.Text():
            return TextBuilder()
        case slots.Word(words, empty):
            return WordBuilder("word of this key", {word: word for word in words}, empty=empty)
        case slots.Flag():
            return WordBuilder("flag", _FLAGS)
        case slots.Number():
            return NumberBuilder()
        case slots.Nothing():
            return NothingBuilder()
        case slots.ListOf(item):
            return ListBuilder(builder_of(item))
        case slots.OneOrMany(item):
            return OneOrManyBuilder(builder_of(item))
        case slots.MappingOf(_, value):
            return MappingBuilder(builder_of(value))
        case slots.Either(scalar, record):
            return EitherBuilder(builder_of(scalar), builder_of(record))
        case slots.Keyed(shape):
            return FieldsBuilder(builder_of(slots.Type()), RecordBuilder(SHAPES[shape].without("name"), builder_of))
        case slots.Record(shape):
            return _LateBuilder(lambda: record_builder(shape))
        case slots.Variant(family):
            return _LateBuilder(lambda: _variant_builder(family))


@cache
def _variant_builder(family: type[Family]) -> VariantBuilder:
    return VariantBuilder(family, {kind: record_builder(made) for kind, made in family.kinds.items()})


class _LateBuilder:
    """The builder of a shape or family that may hold itself: found when it is first needed."""

    def __init__(self, find: Callable[[], Builder]) -> None:
        self.find = find
        self.found: Builder | None = None

    def build(self, report: Report, node: Node) -> Value:
        if self.found is None:
            self.found = self.find()
        return self.found.build(report, node)
