"""Grants, and statements that a spec holds word for word."""

from __future__ import annotations

import re
from collections.abc import Iterator

from engine.lower.objects.script_statement import LoweredStatement, Phase
from engine.lower.objects.statement_text import statement_text
from engine.lower.sql_page import SqlPage
from engine.spec.model import AnyStatementSpec, GrantSpec, SpecFile

GROUND = re.compile(r"CREATE (SCHEMA|EXTENSION|ROLE|USER|GROUP|LANGUAGE|COLLATION)|SET|RESET|DO\b", re.IGNORECASE)
BEGIN = re.compile(r"(BEGIN|START\s+TRANSACTION)\b", re.IGNORECASE)
COMMIT = re.compile(r"(COMMIT|END)\b", re.IGNORECASE)
DROP = re.compile(r"DROP\b", re.IGNORECASE)
CHANGE = re.compile(r"(ALTER|CREATE|DROP)\b", re.IGNORECASE)
LATE = re.compile(
    r"COMMENT ON\b|ALTER\s+TABLE\b.*\b(ENABLE|DISABLE)\s.*\b(TRIGGER|RULE)\b|ALTER\s+POLICY\b", re.IGNORECASE
)
SWEEPING = re.compile(r"\bON\s+ALL\s+\w+\s+IN\s+SCHEMA\b|\bDEFAULT\s+PRIVILEGES\b", re.IGNORECASE)
DO = re.compile(r"DO\b", re.IGNORECASE)
DOLLAR_QUOTE = re.compile(r"\$\w*\$")
MADE = re.compile(
    r"CREATE\s+(?:SCHEMA|EXTENSION|AGGREGATE|FOREIGN\s+TABLE|TABLE)\s+(?:IF\s+NOT\s+EXISTS\s+)?([\w.\"]+)",
    re.IGNORECASE,
)


def lower_grant(grant: GrantSpec, _spec: SpecFile) -> Iterator[LoweredStatement]:
    """Yield the statement unchanged, after everything that it may name."""
    yield LoweredStatement(_text(grant.sql, grant.note), Phase.GRANT, is_barrier=bool(SWEEPING.search(grant.sql)))


def lower_statement(statement: AnyStatementSpec, spec: SpecFile) -> Iterator[LoweredStatement]:
    """Yield a statement of a script; those of one file keep their order."""
    sql = statement_text(statement)
    made = MADE.match(sql)
    makes = (made[1],) if made else ()
    phase = _phase(sql)
    chain = "" if phase is Phase.COMMENT else f"{spec.entity or spec.module}"
    yield LoweredStatement(_text(sql, statement.note), phase, makes, body=_inside_quotes(sql), chain=chain)


def _inside_quotes(sql: str) -> str:
    """Return the text of an anonymous block in a form that the lexer can read."""
    if not DO.match(sql):
        return ""
    return DOLLAR_QUOTE.sub(" ", sql)


def _text(sql: str, note: str | None) -> str:
    page = SqlPage()
    page.note(note)
    page.end(sql)
    return page.text


def _phase(sql: str) -> Phase:
    if DROP.match(sql):
        return Phase.DROP
    if BEGIN.match(sql):
        return Phase.BEGIN
    if COMMIT.match(sql):
        return Phase.COMMIT
    if GROUND.match(sql):
        return Phase.GROUND
    if LATE.match(sql):
        return Phase.COMMENT
    if CHANGE.match(sql):
        return Phase.CHANGE
    return Phase.ROWS
