"""Layouts of scalars."""

from __future__ import annotations

from engine.spec.layout.page import Page
from engine.spec.scalars import block_header, escaped, one_line
from engine.spec.written import Path


class ScalarLayout:
    """A text."""

    def flow(self, value: str) -> str | None:
        return one_line(value, flow=True) or (None if block_header(value) else escaped(value))

    def block(self, page: Page, value: str, head: str, indent: int, _path: Path) -> None:
        written = one_line(value)
        if written is None:
            header = block_header(value)
            if header is not None:
                _block_scalar(page, f"{head} {header}", value, indent)
                return
            written = escaped(value)
        page.lines.append(f"{head} {written}")


class EmptyLayout(ScalarLayout):
    """A text, or a key that stands alone."""

    def block(self, page: Page, value: str | None, head: str, indent: int, _path: Path) -> None:
        if value is None:
            page.lines.append(head)
        else:
            super().block(page, value, head, indent, _path)


class PlainLayout:
    """A flag or a number."""

    def flow(self, value: object) -> str:
        return str(value).lower()

    def block(self, page: Page, value: object, head: str, _indent: int, _path: Path) -> None:
        page.lines.append(f"{head} {str(value).lower()}")


def _block_scalar(page: Page, head: str, value: str, indent: int) -> None:
    pad = " " * indent
    page.lines.append(head)
    page.lines.extend(pad + line if line else "" for line in value.removesuffix("\n").split("\n"))
