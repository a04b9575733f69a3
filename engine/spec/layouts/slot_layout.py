"""The layout of every slot and shape, computed once."""

from __future__ import annotations

from functools import cache
from typing import Final

from engine.spec.document.short_forms import SHORT_FORMS
from engine.spec.layouts.arms_layout import ArmsLayout
from engine.spec.layouts.collection_layout import EitherLayout, ListLayout, MappingLayout, OneOrManyLayout
from engine.spec.layouts.field_layout import FieldsLayout
from engine.spec.layouts.named_layout import NamedLayout
from engine.spec.layouts.record_layout import RecordLayout
from engine.spec.layouts.scalar_layout import EmptyLayout, PlainLayout, ScalarLayout
from engine.spec.layouts.spec_page import Layout
from engine.spec.layouts.variant_layout import VariantLayout
from engine.spec.shapes import slots
from engine.spec.shapes.shape import SHAPES
from engine.spec.shapes.slots import Slot


@cache
def layout_of_shape(shape: type) -> RecordLayout:
    """The layout of one shape of the model."""
    return RecordLayout(SHAPES[shape], layout_of_slot)


_SCALAR: Final = ScalarLayout()
_EMPTY: Final = EmptyLayout()
_PLAIN: Final = PlainLayout()
_ON_ONE_LINE: Final = slots.SqlSlot | slots.TextSlot | slots.WordSlot | slots.EitherSlot
"""Items of lists that share one line if they fit; items of other lists have a line each."""


@cache
def _variant_layout() -> VariantLayout:
    """The layout of values that know their own shape."""
    return VariantLayout(layout_of_slot)


@cache
def _unnamed_layout(shape: type) -> RecordLayout:
    """The layout of a shape whose name is written as its key."""
    return RecordLayout(SHAPES[shape].without("name"), layout_of_slot)


@cache
def layout_of_slot(slot: Slot) -> Layout:
    """The layout of one slot."""
    match slot:
        case slots.SqlSlot(empty=True) | slots.WordSlot(empty=True) | slots.NothingSlot():
            return _EMPTY
        case slots.SqlSlot() | slots.TextSlot() | slots.WordSlot():
            return _SCALAR
        case slots.FlagSlot() | slots.NumberSlot():
            return _PLAIN
        case slots.ListSlot(item):
            return ListLayout(layout_of_slot(item), on_one_line=isinstance(item, _ON_ONE_LINE))
        case slots.OneOrManySlot(item):
            return OneOrManyLayout(layout_of_slot(item))
        case slots.MappingSlot(_, value):
            return MappingLayout(layout_of_slot(value))
        case slots.EitherSlot(scalar, record):
            return EitherLayout(layout_of_slot(scalar), layout_of_slot(record))
        case slots.KeyedSlot(shape):
            return FieldsLayout(_SCALAR, RecordLayout(SHAPES[shape].without("name"), layout_of_slot))
        case slots.ArmsSlot(shape):
            return ArmsLayout(RecordLayout(SHAPES[shape].without("key"), layout_of_slot))
        case slots.NamedSlot(item):
            return NamedLayout(SHORT_FORMS[item.made], _SCALAR, _unnamed_layout, _variant_layout())
        case slots.RecordSlot() | slots.VariantSlot():
            return _variant_layout()
