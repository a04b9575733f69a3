"""The texts of a spec that people read and no proof sees: notes, descriptions, and reasons of what is kept whole."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import fields, is_dataclass

from engine.spec.document.file import SpecFile

_TEXTS = frozenset({"note", "description", "reason"})


def written_notes(spec: SpecFile) -> Counter[str]:
    """Return the texts with how often each occurs."""
    return Counter(_texts(spec))


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, tuple):
        for item in value:
            yield from _texts(item)
    elif is_dataclass(value):
        for field in fields(value):
            inner = getattr(value, field.name)
            if field.name in _TEXTS and isinstance(inner, str):
                yield inner
            else:
                yield from _texts(inner)
