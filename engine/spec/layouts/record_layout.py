"""Layout of mappings that have the keys of a shape."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from engine.spec.layouts.spec_page import MAX_DEPTH, Layout, SpecPage, Value
from engine.spec.shapes.shape import KeyGroup, Shape, ShapeKey
from engine.spec.shapes.slots import Slot
from engine.spec.spec_error import SpecError
from engine.spec.written_spec import SpecPath

FindLayout = Callable[[Slot], Layout]


class RecordLayout:
    """A mapping with the keys of one shape, in their order; keys at their defaults are left out."""

    def __init__(self, shape: Shape | KeyGroup, find: FindLayout) -> None:
        kind = shape.kind if isinstance(shape, Shape) else ""
        self.flowing = not shape.is_block
        self.keys = tuple(_laid_out(key, kind, find) for key in shape.keys)

    def flow(self, value: Value) -> str | None:
        if not self.flowing:
            return None
        entries = []
        for key in self.keys:
            item = getattr(value, key.attribute) if key.attribute else value
            if key.always or item != key.default:
                written = key.layout.flow(item)
                if written is None:
                    return None
                entries.append(f"{key.head} {written}")
        return f"{{{', '.join(entries)}}}"

    def block(self, page: SpecPage, value: Value, head: str, indent: int, path: SpecPath) -> None:
        if self.flowing and page.fits(head, self.flow(value)):
            return
        if head[-1] == "-":
            self.entries(page, value, indent, path, f"{head} ")
        else:
            page.lines.append(head)
            self.entries(page, value, indent, path)

    def entries(self, page: SpecPage, value: Value, indent: int, path: SpecPath, before: str = "") -> None:
        """Write the keys one below the other; `before` replaces the indent of the first one."""
        if indent > 2 * MAX_DEPTH:
            raise SpecError("too_deep", f"The spec is nested more than {MAX_DEPTH} deep", hint="split the routine")
        pad = " " * indent
        start = before or pad
        for key in self.keys:
            item = getattr(value, key.attribute) if key.attribute else value
            if key.always or item != key.default:
                first = len(page.lines)
                key.layout.block(page, item, start + key.head, indent + 2, (*path, key.name))
                start = pad
                if not path:  # the keys of the file itself have positions too, such as its table
                    page.marks.append(((key.name,), first, indent, len(page.lines) - 1, len(page.lines[-1])))


class _LaidOut(NamedTuple):
    """One key of a shape, ready to be written; a group has no attribute, its value is the record itself."""

    head: str
    name: str
    attribute: str
    default: object
    always: bool
    layout: Layout


def _laid_out(key: ShapeKey | KeyGroup, kind: str, find: FindLayout) -> _LaidOut:
    if isinstance(key, KeyGroup):
        return _LaidOut(f"{key.key}:", key.key, "", None, always=True, layout=RecordLayout(key, find))
    return _LaidOut(f"{key.key}:", key.key, key.attribute, key.default, key.key == kind, find(key.slot))
