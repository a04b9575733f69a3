"""A SQL statement of a script: what it makes and when it may run."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

from engine.lower.sql_page import SqlPage


class Phase(IntEnum):
    """The default order of a script."""

    BEGIN = -2
    DROP = -1
    GROUND = 0
    TYPE = 1
    SEQUENCE = 2
    TABLE = 3
    CHANGE = 4
    INDEX = 5
    KEY = 6
    ROUTINE = 7
    VIEW = 8
    TRIGGER = 9
    POLICY = 10
    GRANT = 11
    COMMENT = 12
    ROWS = 13
    COMMIT = 14


@dataclass(frozen=True, slots=True)
class LoweredStatement:
    """A statement: its text, its phase, the names that it makes, and a body whose names it may need."""

    sql: str
    phase: Phase
    makes: tuple[str, ...] = ()
    body: str = ""
    chain: str = ""  # it stays behind the previous statement of the same chain
    search_path: tuple[str, ...] = ()
    file: str = ""
    position: int | None = None  # its number in the original script, where its place is given
    is_barrier: bool = False  # it acts on everything that exists, so later files must follow it


def build_statement(
    phase: Phase, clauses: list[str], note: str | None = None, makes: tuple[str, ...] = ()
) -> LoweredStatement:
    """Return a statement of clauses, preceded by its note."""
    page = SqlPage()
    page.note(note)
    page.clauses([clause for clause in clauses if clause])
    return LoweredStatement(page.text, phase, makes)


def join_words(*words: str | None) -> str:
    """Join the words that are not empty with blanks."""
    return " ".join(word for word in words if word)


def qualified_name(schema: str | None, name: str) -> str:
    """Return a name with its schema, if it has one."""
    if not schema:
        return name
    return f"{schema}.{name}"
