"""Layout of the arms of a choice."""

from __future__ import annotations

from engine.spec.layouts.record_layout import RecordLayout
from engine.spec.layouts.spec_page import SpecPage, Value, written_key
from engine.spec.written_spec import SpecPath


class ArmsLayout:
    """The steps of each arm below its key; an arm with a note is a mapping."""

    def __init__(self, long: RecordLayout) -> None:
        self.long = long
        self.steps = next(key.layout for key in long.keys if key.name == "then")

    def flow(self, _value: tuple[Value, ...]) -> str | None:
        return None

    def block(self, page: SpecPage, value: tuple[Value, ...], head: str, indent: int, path: SpecPath) -> None:
        page.lines.append(head)
        for place, arm in enumerate(value):
            entry, first, key = (*path, place), len(page.lines), f"{' ' * indent}{written_key(arm.key)}:"
            if arm.note is None:
                self.steps.block(page, arm.then, key, indent + 2, (*entry, "then"))
            else:
                self.long.block(page, arm, key, indent + 2, entry)
            page.marks.append((entry, first, indent, len(page.lines) - 1, len(page.lines[-1])))
