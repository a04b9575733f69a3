"""The page that a spec is written on, and the protocol of all layouts."""

from __future__ import annotations

from typing import Any, Protocol

from engine.spec.spec_error import SpecError
from engine.spec.syntax.yaml_scalars import key_text
from engine.spec.written_spec import EntryMark, SpecPath

MAX_WIDTH = 140
MAX_DEPTH = 160
MAX_KEY = 1000  # a YAML key on one line may have 1024 characters

Value = Any
"""What a slot holds in the model; each layout knows its own."""


class SpecPage:
    """The lines written so far, with the place of each entry."""

    __slots__ = ("lines", "marks")

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.marks: list[EntryMark] = []

    def fits(self, head: str, flow: str | None) -> bool:
        """Write a value on the line of its head if it has a flow form and the line is short enough."""
        if flow is None or len(head) + 1 + len(flow) > MAX_WIDTH:
            return False
        self.lines.append(f"{head} {flow}")
        return True


class Layout(Protocol):
    """Writes one kind of slot. A head is the text before the value: an indented `key:` or dash."""

    def flow(self, value: Value, /) -> str | None:
        """The value on one line within brackets, or None if it needs a block."""

    def block(self, page: SpecPage, value: Value, head: str, indent: int, path: SpecPath, /) -> None:
        """Write the value after its head; lines below it have the indent."""


def written_key(text: str, *, flow: bool = False) -> str:
    """Return a key that comes from the source."""
    written = key_text(text, flow=flow)
    if len(written) > MAX_KEY:
        raise SpecError(
            "long_key", f"A key has {len(written)} characters; YAML allows about a thousand", hint="shorten it"
        )
    return written
