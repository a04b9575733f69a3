"""The stable writer: the same spec always gives the same bytes, and says where everything stands."""

from __future__ import annotations

from engine.spec.layouts.slot_layout import layout_of_shape
from engine.spec.layouts.spec_page import SpecPage
from engine.spec.written_spec import WrittenSpec


def write_spec(spec: object) -> WrittenSpec:
    """A spec, or a value of any other shape of the model, as text with the place of every entry."""
    page = SpecPage()
    layout_of_shape(type(spec)).entries(page, spec, 0, ())
    return WrittenSpec("\n".join(page.lines) + "\n", tuple(page.marks))
