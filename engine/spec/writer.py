"""The stable writer: the same spec always gives the same bytes, with the position of every entry."""

from __future__ import annotations

from functools import cache

from engine.spec.document.action import Action
from engine.spec.document.action_file import HEAD, TAIL, lone_action
from engine.spec.document.file import SpecFile
from engine.spec.layouts.record_layout import RecordLayout
from engine.spec.layouts.slot_layout import layout_of_shape, layout_of_slot
from engine.spec.layouts.spec_page import SpecPage
from engine.spec.written_spec import WrittenSpec


def write_spec(spec: object) -> WrittenSpec:
    """Write a spec, or a value of any other shape, as text with the position of every entry."""
    page = SpecPage()
    action = lone_action(spec) if isinstance(spec, SpecFile) else None
    if action is None:
        layout_of_shape(type(spec)).entries(page, spec, 0, ())
    else:
        _write_action_file(page, spec, action)
    return WrittenSpec("\n".join(page.lines) + "\n", tuple(page.marks))


def _write_action_file(page: SpecPage, spec: object, action: Action) -> None:
    path = ("actions", 0)
    head, tail = _action_file_layouts()
    head.entries(page, spec, 0, path)
    tail.entries(page, action, 0, path)
    page.marks.append((path, 0, 0, len(page.lines) - 1, len(page.lines[-1])))


@cache
def _action_file_layouts() -> tuple[RecordLayout, RecordLayout]:
    return RecordLayout(HEAD, layout_of_slot), RecordLayout(TAIL, layout_of_slot)
