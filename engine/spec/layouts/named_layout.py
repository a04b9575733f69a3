"""Layout of records by name, such as parameters and declarations."""

from __future__ import annotations

from collections.abc import Callable

from engine.spec.document.short_forms import ShortForm, keys_of
from engine.spec.layouts.collection_layout import ListLayout, write_entries
from engine.spec.layouts.spec_page import Layout, SpecPage, Value, written_key
from engine.spec.written_spec import SpecPath


class NamedLayout:
    """A mapping of records by name: on one line if it fits, otherwise one a line; a list if two share a name."""

    def __init__(self, form: ShortForm, short: Layout, long: Callable[[type], Layout], listed: Layout) -> None:
        self.form, self.short, self.long = form, short, long
        self.listed = ListLayout(listed, on_one_line=False)

    def flow(self, value: tuple[Value, ...]) -> str | None:
        keys = keys_of(value)
        if keys is None:
            return self.listed.flow(value)
        entries = self._flow_entries(keys, value)
        if entries is None:
            return None
        return f"{{{', '.join(entries)}}}"

    def block(self, page: SpecPage, value: tuple[Value, ...], head: str, indent: int, path: SpecPath) -> None:
        keys = keys_of(value)
        if keys is None:
            self.listed.block(page, value, head, indent, path)
            return
        entries = self._flow_entries(keys, value)
        if entries is not None and write_entries(page, entries, head, "{}", path):
            return
        page.lines.append(head)
        for place, (key, item) in enumerate(zip(keys, value, strict=True)):
            first = len(page.lines)
            self._entry(page, item, f"{' ' * indent}{written_key(key)}:", indent + 2, (*path, place))
            page.marks.append(((*path, place), first, indent, len(page.lines) - 1, len(page.lines[-1])))

    def _entry(self, page: SpecPage, item: Value, head: str, indent: int, path: SpecPath) -> None:
        short = self.form.text(item)
        if short is None:
            self.long(type(item)).block(page, item, head, indent, path)
        else:
            self.short.block(page, short, head, indent, path)

    def _flow_entries(self, keys: list[str], value: tuple[Value, ...]) -> list[str] | None:
        entries = []
        for key, item in zip(keys, value, strict=True):
            short = self.form.text(item)
            written = self.long(type(item)).flow(item) if short is None else self.short.flow(short)
            if written is None:
                return None
            entries.append(f"{written_key(key, flow=True)}: {written}")
        return entries
