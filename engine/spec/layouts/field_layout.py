"""Layout of the fields of an entity."""

from __future__ import annotations

from engine.spec.document.field_text import field_text
from engine.spec.layouts.spec_page import Layout, SpecPage, Value, written_key
from engine.spec.written_spec import SpecPath


class FieldsLayout:
    """The fields of an entity: one a line, in short form where that is complete."""

    def __init__(self, short: Layout, long: Layout) -> None:
        self.short, self.long = short, long

    def flow(self, _value: tuple[Value, ...]) -> str | None:
        return None

    def block(self, page: SpecPage, value: tuple[Value, ...], head: str, indent: int, path: SpecPath) -> None:
        page.lines.append(head)
        lines = page.lines
        for field in value:
            entry, first = (*path, field.name), len(lines)
            short, key = field_text(field), f"{' ' * indent}{written_key(field.name)}:"
            if short is None:
                self.long.block(page, field, key, indent + 2, entry)
            else:
                self.short.block(page, short, key, indent + 2, entry)
            page.marks.append((entry, first, indent, len(lines) - 1, len(lines[-1])))
