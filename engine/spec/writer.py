"""The stable writer: the same spec always gives the same bytes, and says where everything stands."""

from __future__ import annotations

from engine.spec.layout.page import Page
from engine.spec.layout.slot import record_layout
from engine.spec.written import Written


def write(spec: object) -> Written:
    """A spec, or a value of any other shape of the model, as text with the place of every entry."""
    page = Page()
    record_layout(type(spec)).entries(page, spec, 0, ())
    return Written("\n".join(page.lines) + "\n", tuple(page.marks))
