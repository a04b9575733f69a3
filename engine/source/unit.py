"""The result of splitting a file: its units in order, and the text that is not SQL."""

from dataclasses import dataclass, field

from pglast.ast import Node

from engine.fault import Fault
from engine.source.span import Span

ROUTINES = frozenset({"function", "procedure"})


@dataclass(frozen=True, slots=True)
class Unit:
    """One statement of a file, from its first keyword through its semicolon.

    `name` is `schema.name(argument types)` for a routine, `schema.name` for a relation or a type,
    `schema.table.name` for what belongs to a table; without a schema if the file names none.
    `text` is the exact source. `parsed_text` differs only where psql variables or template marks were
    replaced by neutral names of the same length, so every position of `node` is valid in both.
    """

    kind: str
    name: str
    span: Span
    text: str
    language: str = ""
    node: Node | None = field(default=None, compare=False, repr=False)
    fault: Fault | None = None
    template: bool = False
    parsed_text: str = field(default="", repr=False)
    search_path: tuple[str, ...] = ()

    @property
    def is_routine(self) -> bool:
        return self.kind in ROUTINES


@dataclass(frozen=True, slots=True)
class Aside:
    """Text between units that is not SQL: a psql command, the rows of a COPY, a client's directive."""

    kind: str
    span: Span
    text: str


@dataclass(frozen=True, slots=True)
class SourceFile:
    """One split file; `fault` says why it could not be split."""

    path: str
    text: str = field(repr=False)
    units: tuple[Unit, ...]
    asides: tuple[Aside, ...] = ()
    fault: Fault | None = None

    @property
    def includes(self) -> tuple[Aside, ...]:
        """The `\\i` and `\\ir` commands, in order."""
        return tuple(aside for aside in self.asides if aside.kind == "include")
