"""The facts of a schema, as values."""

from dataclasses import dataclass
from enum import StrEnum


class Completeness(StrEnum):
    """How completely a relation is known."""

    COMPLETE = "complete"
    INCOMPLETE = "incomplete"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Column:
    """A column: `type` as the source spells it, `type_name` as the server prints it."""

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
    """`referenced` is empty where the source leaves it to the primary key."""

    columns: tuple[str, ...]
    references: str
    referenced: tuple[str, ...] = ()
    name: str = ""
    on_delete: str = ""
    on_update: str = ""


@dataclass(frozen=True, slots=True)
class Relation:
    """A table, view or composite type with its own `columns`; `gaps` lists what is not known.

    `former` names columns that a statement dropped or renamed, which a database may still have: the statement may be
    the way back of a migration, or part of a transaction that is rolled back.
    """

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
    former: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Enum:
    """An enumerated type and its labels in order."""

    name: str
    labels: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Domain:
    """A domain over a type, with its constraints."""

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
    """The arguments and result of a routine; `identity` distinguishes overloads."""

    identity: str
    parameters: tuple[Parameter, ...]
    returns: str
    returns_set: bool = False
    procedure: bool = False
