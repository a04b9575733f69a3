"""An index."""

from __future__ import annotations

from collections.abc import Iterator

from engine.lower.objects.comment import lower_comment
from engine.lower.objects.script_statement import LoweredStatement, Phase, build_statement, join_words, qualified_name
from engine.lower.sql_text import comma_separated, in_parentheses
from engine.spec.model import IndexSpec, SpecFile


def lower_index(index: IndexSpec, spec: SpecFile, relation: str | None = None) -> Iterator[LoweredStatement]:
    """CREATE INDEX on its own table, else on the relation of its file."""
    table = index.table or relation or spec.table or ""
    clauses = [_head(index, table), _columns(index)]
    if index.include:
        clauses.append(f"INCLUDE ({', '.join(index.include)})")
    if index.nulls_not_distinct:
        clauses.append("NULLS NOT DISTINCT")
    if index.with_:
        clauses.append(f"WITH {in_parentheses(index.with_)}")
    if index.tablespace:
        clauses.append(f"TABLESPACE {index.tablespace}")
    if index.where:
        clauses.append(f"WHERE {index.where}")
    name = qualified_name(_schema(table), index.name) if index.name else ""
    yield build_statement(Phase.INDEX, clauses, index.note, (name,) if name else ())
    yield from lower_comment(f"INDEX {name}", index.description)


def _head(index: IndexSpec, table: str) -> str:
    words = ["CREATE", "UNIQUE" if index.unique else "", "INDEX", "CONCURRENTLY" if index.concurrently else ""]
    words += ["IF NOT EXISTS" if index.if_not_exists else "", index.name or "", "ON", "ONLY" if index.only else ""]
    return join_words(*words, table)


def _columns(index: IndexSpec) -> str:
    using = f"USING {index.using} " if index.using else ""
    return f"{using}({comma_separated(index.columns)})"


def _schema(table: str) -> str | None:
    """An index lives in the schema of its table."""
    return table.rpartition(".")[0] or None
