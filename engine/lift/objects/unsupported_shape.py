"""Statements that SpecQL has no shape for, and the check that no detail is dropped."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection

    from engine.lift.objects.parsed_node import Parsed

EMPTY = (None, False, 0, -1, "\x00", (), "")


class UnsupportedShape(Exception):  # noqa: N818 - not a fault: the statement is carried whole, with this as its reason
    """A statement has a detail that its shape has no key for."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def expect_only(node: Parsed, known: Collection[str]) -> None:
    """Refuse a node with attributes that its lifter does not read, so that nothing is dropped silently."""
    for attribute in node:
        if attribute not in known and getattr(node, attribute) not in EMPTY:
            kind = type(node).__name__
            raise UnsupportedShape(f"{kind}.{attribute} has no key in the shape")
