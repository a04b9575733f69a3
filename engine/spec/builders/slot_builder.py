"""The builder of every slot and shape, worked out once."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Final

from engine.spec.builders.arms_builder import ArmsBuilder
from engine.spec.builders.builder import Builder, Value
from engine.spec.builders.collection_builder import EitherBuilder, ListBuilder, MappingBuilder, OneOrManyBuilder
from engine.spec.builders.field_builder import FieldsBuilder
from engine.spec.builders.named_builder import LongBuilder, NamedBuilder
from engine.spec.builders.record_builder import RecordBuilder
from engine.spec.builders.scalar_builder import NothingBuilder, NumberBuilder, SqlBuilder, TextBuilder, WordBuilder
from engine.spec.builders.variant_builder import VariantBuilder
from engine.spec.document.short_forms import SHORT_FORMS
from engine.spec.read_report import ReadReport
from engine.spec.shapes import slots
from engine.spec.shapes.shape import SHAPES, ShapeFamily
from engine.spec.shapes.slots import Slot
from engine.spec.syntax.yaml_nodes import Node

_FLAGS: Final = {"true": True, "false": False}


@cache
def builder_of_shape(made: type) -> RecordBuilder:
    """The builder of one shape of the model."""
    return RecordBuilder(SHAPES[made], builder_of_slot)


@cache
def builder_of_slot(slot: Slot) -> Builder:  # noqa: C901 one case a slot kind
    """The builder of one slot."""
    match slot:
        case slots.TypeSlot():
            return SqlBuilder("a type", empty=slot.empty)
        case slots.NameSlot():
            return SqlBuilder("a name", empty=slot.empty)
        case slots.SqlSlot():
            return SqlBuilder("SQL", empty=slot.empty)
        case slots.TextSlot():
            return TextBuilder()
        case slots.WordSlot(words, empty):
            return WordBuilder("word of this key", {word: word for word in words}, empty=empty)
        case slots.FlagSlot():
            return WordBuilder("flag", _FLAGS)
        case slots.NumberSlot():
            return NumberBuilder()
        case slots.NothingSlot():
            return NothingBuilder()
        case slots.ListSlot(item):
            return ListBuilder(builder_of_slot(item))
        case slots.OneOrManySlot(item):
            return OneOrManyBuilder(builder_of_slot(item))
        case slots.MappingSlot(_, value):
            return MappingBuilder(builder_of_slot(value))
        case slots.EitherSlot(scalar, record):
            return EitherBuilder(builder_of_slot(scalar), builder_of_slot(record))
        case slots.KeyedSlot(shape):
            return FieldsBuilder(
                builder_of_slot(slots.TypeSlot()), RecordBuilder(SHAPES[shape].without("name"), builder_of_slot)
            )
        case slots.ArmsSlot(shape):
            return ArmsBuilder(shape, RecordBuilder(SHAPES[shape].without("key"), builder_of_slot))
        case slots.NamedSlot(item):
            form = SHORT_FORMS[item.made]
            return NamedBuilder(form, builder_of_slot(slots.TypeSlot()), _unnamed_builder(item), builder_of_slot(item))
        case slots.RecordSlot(shape):
            return _LateBuilder(lambda: builder_of_shape(shape))
        case slots.VariantSlot(family):
            return _LateBuilder(lambda: _variant_builder(family))


def _unnamed_builder(item: slots.RecordSlot | slots.VariantSlot) -> LongBuilder:
    """The builder of a shape or family whose name is written as its key."""
    if isinstance(item, slots.RecordSlot):
        return _nameless(item.shape)
    return VariantBuilder(item.family, {kind: _nameless(made) for kind, made in item.family.kinds.items()})


def _nameless(made: type) -> RecordBuilder:
    return RecordBuilder(SHAPES[made].without("name"), builder_of_slot)


@cache
def _variant_builder(family: type[ShapeFamily]) -> VariantBuilder:
    return VariantBuilder(family, {kind: builder_of_shape(made) for kind, made in family.kinds.items()})


class _LateBuilder:
    """The builder of a shape or family that may hold itself: found when it is first needed."""

    def __init__(self, find: Callable[[], Builder]) -> None:
        self.find = find
        self.found: Builder | None = None

    def build(self, report: ReadReport, node: Node) -> Value:
        if self.found is None:
            self.found = self.find()
        return self.found.build(report, node)
