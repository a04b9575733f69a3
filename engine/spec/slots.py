"""Slot kinds: what a key of SpecQL may hold. The kind decides how a scalar is read and written, never YAML."""

from __future__ import annotations

from dataclasses import MISSING, dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Sql:
    """An expression, or a whole statement without its semicolon: exact SQL text."""

    empty: bool = False  # whether the key may stand without a value; the attribute is None then


@dataclass(frozen=True, slots=True)
class Name(Sql):
    """An identifier as the source spells it: exact SQL text."""


@dataclass(frozen=True, slots=True)
class Type(Sql):
    """A type as the source spells it: exact SQL text."""


@dataclass(frozen=True, slots=True)
class Text:
    """Decoded prose."""


@dataclass(frozen=True, slots=True)
class Word:
    """A keyword of the language, one of `words`."""

    words: tuple[str, ...]
    empty: bool = False


@dataclass(frozen=True, slots=True)
class Flag:
    """`true` or `false`; a default of True or False is never spelled out."""


@dataclass(frozen=True, slots=True)
class Number:
    """Decimal digits."""


@dataclass(frozen=True, slots=True)
class Nothing:
    """A key that stands alone and never has a value."""


@dataclass(frozen=True, slots=True)
class ListOf:
    """A list; a tuple in the model."""

    item: Slot


@dataclass(frozen=True, slots=True)
class OneOrMany:
    """A scalar for one, a list for several; a tuple in the model."""

    item: Slot


@dataclass(frozen=True, slots=True)
class MappingOf:
    """A mapping whose order counts; a tuple of pairs in the model."""

    key: Slot
    value: Slot


@dataclass(frozen=True, slots=True)
class Record:
    """A mapping with the keys of one shape."""

    shape: type


@dataclass(frozen=True, slots=True)
class Keyed:
    """A mapping of records whose key is the record's `name`; a tuple of records in the model."""

    shape: type


@dataclass(frozen=True, slots=True)
class Variant:
    """A mapping with the keys of one shape of a family; its kind key tells which."""

    family: type


@dataclass(frozen=True, slots=True)
class Either:
    """A scalar, or a mapping where a scalar cannot say it."""

    scalar: Slot
    record: Record


Slot = (
    Sql
    | Name
    | Type
    | Text
    | Word
    | Flag
    | Number
    | Nothing
    | ListOf
    | OneOrMany
    | MappingOf
    | Record
    | Keyed
    | Variant
    | Either
)

Specified = Any
"""What a function below gives: a dataclass field, which for a type checker is of the attribute's own type."""


def slot(kind: Slot, key: str = "", *, default: object = MISSING) -> Specified:
    """A dataclass field that holds `kind` under `key` (else its own name); without a default it is required."""
    return field(default=default, metadata={"slot": kind, "key": key})


def sql(key: str = "", *, default: object = MISSING) -> Specified:
    """A field of exact SQL."""
    return slot(Sql(), key, default=default)


def name(key: str = "", *, default: object = MISSING) -> Specified:
    """A field with an identifier."""
    return slot(Name(), key, default=default)


def type_(key: str = "", *, default: object = MISSING) -> Specified:
    """A field with a type."""
    return slot(Type(), key, default=default)


def text(key: str = "", *, default: object = MISSING) -> Specified:
    """A field of prose."""
    return slot(Text(), key, default=default)


def word(*words: str, key: str = "", default: object = MISSING) -> Specified:
    """A field with one of the words."""
    return slot(Word(words), key, default=default)


def flag(key: str = "", *, default: bool | None) -> Specified:
    """A yes or no. Its default is never written; None tells three states apart."""
    return slot(Flag(), key, default=default)


def number(key: str = "", *, default: object = MISSING) -> Specified:
    """A field with a whole number."""
    return slot(Number(), key, default=default)


def list_of(item: Slot, key: str = "", *, default: object = MISSING) -> Specified:
    """A field with a list; a default of () means that the empty list is left out."""
    return slot(ListOf(item), key, default=default)


def targets(key: str = "", *, default: object = MISSING) -> Specified:
    """A field with one variable or several."""
    return slot(OneOrMany(Name()), key, default=default)


def mapping_of(key_slot: Slot, value: Slot, key: str = "", *, default: object = MISSING) -> Specified:
    """A field with a mapping in the source's order."""
    return slot(MappingOf(key_slot, value), key, default=default)


def record(shape: type, key: str = "", *, default: object = MISSING) -> Specified:
    """A field with a mapping of one shape."""
    return slot(Record(shape), key, default=default)


def records(shape: type, key: str = "", *, default: object = MISSING) -> Specified:
    """A field with a list of mappings of one shape."""
    return slot(ListOf(Record(shape)), key, default=default)


def variants(family: type, key: str = "", *, default: object = MISSING) -> Specified:
    """A field with a list of mappings, each of one shape of the family."""
    return slot(ListOf(Variant(family)), key, default=default)
