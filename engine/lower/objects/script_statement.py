"""One SQL statement on its way to a script: what it makes and when it may run."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

from engine.lower.sql_page import SqlPage


class Phase(IntEnum):
    """The order of a script where nothing else decides."""

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


@dataclass(frozen=True, slots=True)
class LoweredStatement:
    """A statement: its text, its phase, the names it makes, and a body whose names it may need."""

    sql: str
    phase: Phase
    makes: tuple[str, ...] = ()
    body: str = ""
    chain: str = ""  # it must not overtake the statement before it in the same chain
    search_path: tuple[str, ...] = ()
    file: str = ""
    is_barrier: bool = False  # it acts on all that is there, so that later files must come later


def build_statement(
    phase: Phase, clauses: list[str], note: str | None = None, makes: tuple[str, ...] = ()
) -> LoweredStatement:
    """A statement of clauses, with its note before it."""
    page = SqlPage()
    page.note(note)
    page.clauses([clause for clause in clauses if clause])
    return LoweredStatement(page.text, phase, makes)


def join_words(*words: str | None) -> str:
    """The words that are there, with blanks between them."""
    return " ".join(word for word in words if word)


def qualified_name(schema: str | None, name: str) -> str:
    """A name with its schema, where there is one."""
    return f"{schema}.{name}" if schema else name
