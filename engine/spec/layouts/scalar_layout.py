"""Layouts of scalars."""

from __future__ import annotations

from engine.spec.layouts.spec_page import SpecPage
from engine.spec.syntax.yaml_scalars import block_header, double_quoted, one_line
from engine.spec.written_spec import SpecPath


class ScalarLayout:
    """A text."""

    def flow(self, value: str) -> str | None:
        return one_line(value, flow=True) or (None if block_header(value) else double_quoted(value))

    def block(self, page: SpecPage, value: str, head: str, indent: int, _path: SpecPath) -> None:
        written = one_line(value)
        if written is None:
            header = block_header(value)
            if header is not None:
                _block_scalar(page, f"{head} {header}", value, indent)
                return
            written = double_quoted(value)
        page.lines.append(f"{head} {written}")


class EmptyLayout(ScalarLayout):
    """A text, or a key without a value."""

    def block(self, page: SpecPage, value: str | None, head: str, indent: int, _path: SpecPath) -> None:
        if value is None:
            page.lines.append(head)
        else:
            super().block(page, value, head, indent, _path)


class PlainLayout:
    """A flag or a number."""

    def flow(self, value: object) -> str:
        return str(value).lower()

    def block(self, page: SpecPage, value: object, head: str, _indent: int, _path: SpecPath) -> None:
        page.lines.append(f"{head} {str(value).lower()}")


def _block_scalar(page: SpecPage, head: str, value: str, indent: int) -> None:
    pad = " " * indent
    page.lines.append(head)
    page.lines.extend(pad + line if line else "" for line in value.removesuffix("\n").split("\n"))
