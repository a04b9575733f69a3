"""Layouts of lists, and of mappings whose keys are the source's own."""

from __future__ import annotations

from engine.spec.layouts.spec_page import MAX_WIDTH, Layout, SpecPage, Value, written_key
from engine.spec.written_spec import SpecPath


class ListLayout:
    """A list: scalars on one line if they fit, otherwise one entry a line."""

    def __init__(self, item: Layout, *, on_one_line: bool) -> None:
        self.item, self.on_one_line = item, on_one_line

    def flow(self, value: tuple[Value, ...]) -> str | None:
        items = [written for item in value if (written := self.item.flow(item)) is not None]
        if len(items) == len(value):
            return f"[{', '.join(items)}]"
        return None

    def block(self, page: SpecPage, value: tuple[Value, ...], head: str, indent: int, path: SpecPath) -> None:
        if not value:
            page.lines.append(f"{head} []")
        elif not (self.on_one_line and self._one_line(page, value, head, path)):
            page.lines.append(head)
            self._entries(page, value, indent, path)

    def _one_line(self, page: SpecPage, value: tuple[Value, ...], head: str, path: SpecPath) -> bool:
        items: list[str] = []
        for item in value:
            written = self.item.flow(item)
            if written is None:
                return False
            items.append(written)
        return write_entries(page, items, head, "[]", path)

    def _entries(self, page: SpecPage, value: tuple[Value, ...], indent: int, path: SpecPath) -> None:
        block, lines, marks = self.item.block, page.lines, page.marks
        dash = " " * indent + "-"
        for place, item in enumerate(value):
            entry = (*path, place)
            first = len(lines)
            block(page, item, dash, indent + 2, entry)
            marks.append((entry, first, indent + 2, len(lines) - 1, len(lines[-1])))


def write_entries(page: SpecPage, entries: list[str], head: str, brackets: str, path: SpecPath) -> bool:
    """Write entries on the line of their head, each with its position, if that line is short enough."""
    text = f"{head} {brackets[0]}{', '.join(entries)}{brackets[1]}"
    if len(text) > MAX_WIDTH:
        return False
    line, column = len(page.lines), len(head) + 2
    for place, written in enumerate(entries):
        page.marks.append(((*path, place), line, column, line, column + len(written)))
        column += len(written) + 2
    page.lines.append(text)
    return True


class OneOrManyLayout:
    """A scalar for one, a list for several."""

    def __init__(self, item: Layout) -> None:
        self.one, self.many = item, ListLayout(item, on_one_line=True)

    def flow(self, value: tuple[Value, ...]) -> str | None:
        if len(value) == 1:
            return self.one.flow(value[0])
        return self.many.flow(value)

    def block(self, page: SpecPage, value: tuple[Value, ...], head: str, indent: int, path: SpecPath) -> None:
        if len(value) == 1:
            self.one.block(page, value[0], head, indent, path)
        else:
            self.many.block(page, value, head, indent, path)


class MappingLayout:
    """A mapping whose keys are the source's own."""

    def __init__(self, value: Layout) -> None:
        self.value = value

    def flow(self, value: tuple[tuple[str, Value], ...]) -> str | None:
        entries = []
        for key, item in value:
            written = self.value.flow(item)
            if written is None:
                return None
            entries.append(f"{written_key(key, flow=True)}: {written}")
        return f"{{{', '.join(entries)}}}"

    def block(
        self, page: SpecPage, value: tuple[tuple[str, Value], ...], head: str, indent: int, path: SpecPath
    ) -> None:
        if page.fits(head, self.flow(value)):
            return
        page.lines.append(head)
        for key, item in value:
            self.value.block(page, item, f"{' ' * indent}{written_key(key)}:", indent + 2, (*path, key))


class EitherLayout:
    """A scalar, or a mapping for what a scalar cannot express."""

    def __init__(self, scalar: Layout, record: Layout) -> None:
        self.scalar, self.record = scalar, record

    def flow(self, value: Value) -> str | None:
        return (self.scalar if isinstance(value, str) else self.record).flow(value)

    def block(self, page: SpecPage, value: Value, head: str, indent: int, path: SpecPath) -> None:
        (self.scalar if isinstance(value, str) else self.record).block(page, value, head, indent, path)
