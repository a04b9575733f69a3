"""The short form of a field: `TYPE = default!`."""

from __future__ import annotations

from dataclasses import fields

from engine.spec.document.field import Field

_SAID = frozenset({"name", "type", "default", "nullable"})
_SILENT = {field.name: field.default for field in fields(Field) if field.name not in _SAID}


def field_text(field: Field) -> str | None:
    """Return the field as `TYPE[ = default][!]`, or None if that would lose or change something."""
    if any(getattr(field, attribute) != silent for attribute, silent in _SILENT.items()):
        return None
    text = field.type if field.default is None else f"{field.type} = {field.default}"
    written = text if field.nullable else f"{text}!"
    if field_parts(written) == (field.type, field.default, field.nullable):
        return written
    return None


def field_parts(text: str) -> tuple[str, str | None, bool]:
    """Return type, default and nullability of a short form."""
    bare = text.removesuffix("!")
    kind, found, default = bare.partition(" = ")
    return kind, default if found else None, bare == text


def field_from_text(name: str, text: str) -> Field:
    """Return the field of a short form."""
    kind, default, nullable = field_parts(text)
    return Field(name=name, type=kind, default=default, nullable=nullable)
