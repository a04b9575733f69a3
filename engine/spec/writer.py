"""The stable writer: the same spec always gives the same bytes, with the position of every entry."""

from __future__ import annotations

from engine.spec.document.file import SpecFile
from engine.spec.document.title import without_title
from engine.spec.layouts.slot_layout import layout_of_shape
from engine.spec.layouts.spec_page import SpecPage
from engine.spec.written_spec import WrittenSpec


def write_spec(spec: object) -> WrittenSpec:
    """Write a spec, or a value of any other shape, as text with the position of every entry."""
    page = SpecPage()
    written = without_title(spec) if isinstance(spec, SpecFile) else spec
    layout_of_shape(type(spec)).entries(page, written, 0, ())
    return WrittenSpec("\n".join(page.lines) + "\n", tuple(page.marks))
