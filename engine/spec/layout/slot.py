"""The layout of every slot and shape, worked out once."""

from __future__ import annotations

from functools import cache
from typing import Final

from engine.spec import slots
from engine.spec.layout.collection import EitherLayout, ListLayout, MappingLayout, OneOrManyLayout
from engine.spec.layout.field import FieldsLayout
from engine.spec.layout.page import Layout, Page, Value
from engine.spec.layout.record import RecordLayout
from engine.spec.layout.scalar import EmptyLayout, PlainLayout, ScalarLayout
from engine.spec.shape import SHAPES
from engine.spec.slots import Slot
from engine.spec.written import Path


@cache
def record_layout(shape: type) -> RecordLayout:
    """The layout of one shape of the model."""
    return RecordLayout(SHAPES[shape], layout_of)


class VariantLayout:
    """A mapping whose shape is the value's own."""

    def flow(self, value: Value) -> str | None:
        return record_layout(type(value)).flow(value)

    def block(self, page: Page, value: Value, head: str, indent: int, path: Path) -> None:
        record_layout(type(value)).block(page, value, head, indent, path)


_SCALAR: Final = ScalarLayout()
_EMPTY: Final = EmptyLayout()
_PLAIN: Final = PlainLayout()
_OF_ITS_OWN: Final = VariantLayout()
_ON_ONE_LINE: Final = slots.Sql | slots.Text | slots.Word | slots.Either
"""Items of lists that stand on one line if they fit; of other lists each item has lines of its own."""


@cache
def layout_of(slot: Slot) -> Layout:
    """The layout of one slot."""
    match slot:
        case slots.Sql(empty=True) | slots.Word(empty=True) | slots.Nothing():
            return _EMPTY
        case slots.Sql() | slots.Text() | slots.Word():
            return _SCALAR
        case slots.Flag() | slots.Number():
            return _PLAIN
        case slots.ListOf(item):
            return ListLayout(layout_of(item), on_one_line=isinstance(item, _ON_ONE_LINE))
        case slots.OneOrMany(item):
            return OneOrManyLayout(layout_of(item))
        case slots.MappingOf(_, value):
            return MappingLayout(layout_of(value))
        case slots.Either(scalar, record):
            return EitherLayout(layout_of(scalar), layout_of(record))
        case slots.Keyed(shape):
            return FieldsLayout(_SCALAR, RecordLayout(SHAPES[shape].without("name"), layout_of))
        case slots.Record() | slots.Variant():
            return _OF_ITS_OWN
