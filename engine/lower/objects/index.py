"""An index."""

from __future__ import annotations

from collections.abc import Iterator

from engine.lower.clauses import clause, keyword, name_list
from engine.lower.objects.comment import lower_comment
from engine.lower.objects.script_statement import LoweredStatement, Phase, build_statement, join_words, qualified_name
from engine.lower.sql_text import comma_separated, in_parentheses
from engine.spec.model import IndexSpec, SpecFile


def lower_index(index: IndexSpec, spec: SpecFile, relation: str | None = None) -> Iterator[LoweredStatement]:
    """CREATE INDEX on its own table, else on the relation of its file."""
    table = index.table or relation or spec.table or ""
    clauses = [
        _head(index, table),
        _columns(index),
        clause("INCLUDE", index.include, name_list),
        keyword("NULLS NOT DISTINCT", index.nulls_not_distinct),
        clause("WITH", index.with_, in_parentheses),
        clause("TABLESPACE", index.tablespace),
        clause("WHERE", index.where),
    ]
    if not index.name:
        yield build_statement(Phase.INDEX, clauses, index.note)
        return
    name = qualified_name(_schema(table), index.name)
    yield build_statement(Phase.INDEX, clauses, index.note, (name,))
    yield from lower_comment(f"INDEX {name}", index.description)


def _head(index: IndexSpec, table: str) -> str:
    words = ["CREATE", keyword("UNIQUE", index.unique), "INDEX", keyword("CONCURRENTLY", index.concurrently)]
    words += [keyword("IF NOT EXISTS", index.if_not_exists), index.name or "", "ON", keyword("ONLY", index.only)]
    return join_words(*words, table)


def _columns(index: IndexSpec) -> str:
    return join_words(clause("USING", index.using), in_parentheses(comma_separated(index.columns)))


def _schema(table: str) -> str | None:
    """An index lives in the schema of its table."""
    return table.rpartition(".")[0] or None
