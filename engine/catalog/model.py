"""The facts of a schema, as values."""

from dataclasses import dataclass
from enum import StrEnum


class Completeness(StrEnum):
    """How far a relation is known: to the last column, in part, or not at all."""

    COMPLETE = "complete"
    INCOMPLETE = "incomplete"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Column:
    """`type` is spelled as in the source, `type_name` as the server prints it, both without what follows the type."""

    name: str
    type: str
    type_name: str
    not_null: bool = False
    default: str | None = None
    generated: str | None = None
    identity: str | None = None
    collation: str | None = None


@dataclass(frozen=True, slots=True)
class Key:
    """A primary key, a unique constraint or a unique index over plain columns."""

    columns: tuple[str, ...]
    primary: bool = False
    name: str = ""


@dataclass(frozen=True, slots=True)
class Check:
    """A CHECK of a table or a domain; `expression` is the source's text."""

    expression: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class ForeignKey:
    """`referenced` is empty where the source leaves the primary key to be meant."""

    columns: tuple[str, ...]
    references: str
    referenced: tuple[str, ...] = ()
    name: str = ""
    on_delete: str = ""
    on_update: str = ""


@dataclass(frozen=True, slots=True)
class Relation:
    """A table, view or composite type. `columns` are its own, `parents` give theirs; `gaps` say what is not known."""

    name: str
    kind: str
    columns: tuple[Column, ...] = ()
    keys: tuple[Key, ...] = ()
    checks: tuple[Check, ...] = ()
    foreign_keys: tuple[ForeignKey, ...] = ()
    parents: tuple[str, ...] = ()
    partition: bool = False
    partitioned: bool = False
    gaps: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Enum:
    """An enumerated type and its labels in order."""

    name: str
    labels: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Domain:
    """A domain over a type, with what it demands of a value."""

    name: str
    type: str
    type_name: str
    not_null: bool = False
    default: str | None = None
    checks: tuple[Check, ...] = ()


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter of a routine; `mode` is in, out, inout, variadic or table."""

    name: str
    type_name: str
    mode: str = "in"
    has_default: bool = False


@dataclass(frozen=True, slots=True)
class Signature:
    """What a call of a routine passes and gets; `identity` tells overloads apart."""

    identity: str
    parameters: tuple[Parameter, ...]
    returns: str
    returns_set: bool = False
    procedure: bool = False
