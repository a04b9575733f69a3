"""Slot kinds: what a key of SpecQL may hold. The kind, never YAML, decides how a scalar is read and written."""

from __future__ import annotations

from dataclasses import MISSING, dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class SqlSlot:
    """An expression, or a whole statement without its semicolon: exact SQL text."""

    empty: bool = False  # whether the value may be missing; the attribute is None then


@dataclass(frozen=True, slots=True)
class NameSlot(SqlSlot):
    """An identifier as the source spells it: exact SQL text."""


@dataclass(frozen=True, slots=True)
class TypeSlot(SqlSlot):
    """A type as the source spells it: exact SQL text."""


@dataclass(frozen=True, slots=True)
class TextSlot:
    """Decoded prose."""


@dataclass(frozen=True, slots=True)
class WordSlot:
    """A keyword of the language, one of `words`."""

    words: tuple[str, ...]
    empty: bool = False


@dataclass(frozen=True, slots=True)
class FlagSlot:
    """`true` or `false`; a default of True or False is never spelled out."""


@dataclass(frozen=True, slots=True)
class NumberSlot:
    """Decimal digits."""


@dataclass(frozen=True, slots=True)
class NothingSlot:
    """A key that never has a value."""


@dataclass(frozen=True, slots=True)
class ListSlot:
    """A list; a tuple in the model."""

    item: Slot


@dataclass(frozen=True, slots=True)
class OneOrManySlot:
    """A scalar for one, a list for several; a tuple in the model."""

    item: Slot


@dataclass(frozen=True, slots=True)
class MappingSlot:
    """An ordered mapping; a tuple of pairs in the model."""

    key: Slot
    value: Slot


@dataclass(frozen=True, slots=True)
class RecordSlot:
    """A mapping with the keys of one shape."""

    shape: type

    @property
    def made(self) -> type:
        return self.shape


@dataclass(frozen=True, slots=True)
class KeyedSlot:
    """A mapping of records whose key is the record's `name`; a tuple of records in the model."""

    shape: type


@dataclass(frozen=True, slots=True)
class VariantSlot:
    """A mapping with the keys of one shape of a family; its kind key determines which."""

    family: type

    @property
    def made(self) -> type:
        return self.family


@dataclass(frozen=True, slots=True)
class NamedSlot:
    """An ordered mapping of records by their `name`, each in a short form where that is complete."""

    item: RecordSlot | VariantSlot


@dataclass(frozen=True, slots=True)
class ArmsSlot:
    """An ordered mapping of steps by the `key` of their arm; a tuple of arms in the model."""

    shape: type


@dataclass(frozen=True, slots=True)
class EitherSlot:
    """A scalar, or a mapping for what a scalar cannot express."""

    scalar: Slot
    record: RecordSlot


Slot = (
    SqlSlot
    | NameSlot
    | TypeSlot
    | TextSlot
    | WordSlot
    | FlagSlot
    | NumberSlot
    | NothingSlot
    | ListSlot
    | OneOrManySlot
    | MappingSlot
    | RecordSlot
    | KeyedSlot
    | VariantSlot
    | NamedSlot
    | ArmsSlot
    | EitherSlot
)

Specified = Any
"""The result of the functions below: a dataclass field, which a type checker sees as the attribute's type."""


def slot(kind: Slot, key: str = "", *, default: object = MISSING) -> Specified:
    """A dataclass field that holds `kind` under `key` (else its own name); without a default it is required."""
    return field(default=default, metadata={"slot": kind, "key": key})


def sql(key: str = "", *, default: object = MISSING) -> Specified:
    """A field of exact SQL."""
    return slot(SqlSlot(), key, default=default)


def name(key: str = "", *, default: object = MISSING) -> Specified:
    """A field with an identifier."""
    return slot(NameSlot(), key, default=default)


def type_(key: str = "", *, default: object = MISSING) -> Specified:
    """A field with a type."""
    return slot(TypeSlot(), key, default=default)


def text(key: str = "", *, default: object = MISSING) -> Specified:
    """A field of prose."""
    return slot(TextSlot(), key, default=default)


def word(*words: str, key: str = "", default: object = MISSING) -> Specified:
    """A field with one of the words."""
    return slot(WordSlot(words), key, default=default)


def flag(key: str = "", *, default: bool | None) -> Specified:
    """A yes or no. Its default is never written; None is a third state."""
    return slot(FlagSlot(), key, default=default)


def number(key: str = "", *, default: object = MISSING) -> Specified:
    """A field with a whole number."""
    return slot(NumberSlot(), key, default=default)


def list_of(item: Slot, key: str = "", *, default: object = MISSING) -> Specified:
    """A field with a list; a default of () means that the empty list is left out."""
    return slot(ListSlot(item), key, default=default)


def targets(key: str = "", *, default: object = MISSING) -> Specified:
    """A field with one variable or several."""
    return slot(OneOrManySlot(NameSlot()), key, default=default)


def mapping_of(key_slot: Slot, value: Slot, key: str = "", *, default: object = MISSING) -> Specified:
    """A field with a mapping in the source's order."""
    return slot(MappingSlot(key_slot, value), key, default=default)


def record(shape: type, key: str = "", *, default: object = MISSING) -> Specified:
    """A field with a mapping of one shape."""
    return slot(RecordSlot(shape), key, default=default)


def named(shape: type, key: str = "", *, default: object = MISSING) -> Specified:
    """A field with records of one shape by name."""
    return slot(NamedSlot(RecordSlot(shape)), key, default=default)


def named_variants(family: type, key: str = "", *, default: object = MISSING) -> Specified:
    """A field with records of a family by name."""
    return slot(NamedSlot(VariantSlot(family)), key, default=default)


def arms(shape: type, key: str = "", *, default: object = MISSING) -> Specified:
    """A field with lists of steps by the keys of their arms."""
    return slot(ArmsSlot(shape), key, default=default)


def records(shape: type, key: str = "", *, default: object = MISSING) -> Specified:
    """A field with a list of mappings of one shape."""
    return slot(ListSlot(RecordSlot(shape)), key, default=default)


def variants(family: type, key: str = "", *, default: object = MISSING) -> Specified:
    """A field with a list of mappings, each of one shape of the family."""
    return slot(ListSlot(VariantSlot(family)), key, default=default)
