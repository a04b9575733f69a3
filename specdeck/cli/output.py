"""Print JSON for programs and aligned text for people."""

import dataclasses
import json
import sys
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from specdeck.cli.terminal_text import escape_line, escape_text


def print_json(value: object) -> None:
    """Print a value as one line of JSON."""
    print(json.dumps(value, default=_plain), flush=True)


def print_document(text: str, end: str = "") -> None:
    """Print a text of somebody else: exactly to a file or pipe, with control characters escaped to a terminal."""
    print(escape_text(text) if sys.stdout.isatty() else text, end=end)


def print_table(headings: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Print rows in aligned columns below their headings; the last column is not padded."""
    cells = [[str(heading).upper() for heading in headings], *([_cell(value) for value in row] for row in rows)]
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    for row in cells:
        print("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())


def print_fields(value: object) -> None:
    """Print the fields of a dataclass, one a line."""
    if not dataclasses.is_dataclass(value):
        raise TypeError(f"{type(value).__name__} has no fields")
    names = [field.name for field in dataclasses.fields(value)]
    width = max(map(len, names))
    for name in names:
        print(f"{name.replace('_', ' ').ljust(width)}  {_cell(getattr(value, name))}".rstrip())


def format_percent(share: float) -> str:
    """Return a share as a percentage; less than 100% is never rounded up to it."""
    if share >= 1:
        return "100%"
    return f"{min(share, 0.99):.0%}"


def _cell(value: object) -> str:
    if value is None:
        return "-"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, Mapping):
        return escape_line(", ".join(f"{name} {each}" for name, each in value.items())) or "-"
    if isinstance(value, tuple | list):
        return escape_line(", ".join(map(str, value)))
    return escape_line(str(value))


def _plain(value: Any) -> object:  # noqa: ANN401 - json passes any value that it cannot encode
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {field.name: getattr(value, field.name) for field in dataclasses.fields(value)}
    return str(value)
