"""The two types of the language itself: `enum(a, b)` and `ref(schema.Entity)`. All others are SQL."""

from __future__ import annotations

import re
from collections.abc import Iterable

_ENUM = re.compile(r"enum\((\w+(?:, \w+)*)\)")
_REF = re.compile(r"ref\((?:(\w+)\.)?(\w+)\)")


def enum_text(labels: Iterable[str]) -> str:
    """Return the type of a text that is one of some words."""
    return f"enum({', '.join(labels)})"


def enum_labels(kind: str) -> tuple[str, ...] | None:
    """Return the words of `enum(a, b)`, or None for any other type."""
    found = _ENUM.fullmatch(kind)
    if found:
        return tuple(found[1].split(", "))
    return None


def ref_text(schema: str | None, entity: str) -> str:
    """Return the type of a reference to another entity."""
    if schema:
        return f"ref({schema}.{entity})"
    return f"ref({entity})"


def ref_target(kind: str) -> tuple[str | None, str] | None:
    """Return schema and entity of `ref(schema.Entity)`, or None for any other type."""
    found = _REF.fullmatch(kind)
    if found:
        return (found[1], found[2])
    return None
