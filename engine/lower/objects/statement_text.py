"""The SQL of the statements that a script keeps in order."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields
from typing import Any

from engine.lower.body import block_source
from engine.lower.clauses import clause, keyword, name_list
from engine.lower.literals import dollar_quote, quote_literal
from engine.lower.objects.script_statement import join_words
from engine.lower.sql_page import SqlPage
from engine.lower.sql_text import append_sql, close_comment, comma_separated, in_parentheses
from engine.lower.steps.insert import lower_insert
from engine.lower.steps.update import lower_delete, lower_update
from engine.spec.model import (
    Action,
    AlterSpec,
    AnonymousBlockSpec,
    AnyStatementSpec,
    CommentOnSpec,
    CreateSpec,
    DerivedTableSpec,
    DropSpec,
    ExplainSpec,
    QuerySpec,
    RowDeleteSpec,
    RowInsertSpec,
    RowsSpec,
    RowUpdateSpec,
    SettingSpec,
    StatementSpec,
    TransactionSpec,
)
from engine.spec.steps.delete import DeleteStep
from engine.spec.steps.insert import InsertStep
from engine.spec.steps.update import UpdateStep


def statement_text(statement: AnyStatementSpec) -> str:
    """Return the SQL of a statement without its semicolon."""
    return _TEXTS[type(statement)](statement)


def _create(made: CreateSpec) -> str:
    head = join_words("CREATE", keyword("OR REPLACE", made.replace), made.create.upper())
    head = join_words(head, keyword("IF NOT EXISTS", made.if_not_exists), made.name)
    if made.with_:
        return f"{head} {name_list(_settings(made.with_))}"
    return join_words(head, made.definition)


def _settings(options: tuple[tuple[str, str], ...]) -> tuple[str, ...]:
    return tuple(close_comment(f"{name} = {value}") for name, value in options)


def _alter(change: AlterSpec) -> str:
    head = join_words("ALTER", change.alter.upper(), keyword("IF EXISTS", change.if_exists))
    return join_words(head, keyword("ONLY", change.only), change.name, comma_separated(change.commands))


def _drop(drop: DropSpec) -> str:
    head = join_words("DROP", drop.drop.upper(), keyword("CONCURRENTLY", drop.concurrently))
    names = comma_separated(drop.names)
    return join_words(head, keyword("IF EXISTS", drop.if_exists), names, keyword("CASCADE", drop.cascade))


def _comment_on(comment: CommentOnSpec) -> str:
    return append_sql(f"COMMENT ON {comment.comment_on}", f"IS {_literal_or_null(comment.text)}")


def _literal_or_null(text: str | None) -> str:
    if text is None:
        return "NULL"
    return quote_literal(text)


def _derived_table(table: DerivedTableSpec) -> str:
    head = join_words("CREATE", (table.persistence or "").upper(), "TABLE")
    head = join_words(head, keyword("IF NOT EXISTS", table.if_not_exists), table.create_table)
    clauses = [
        join_words(head, keyword(name_list(table.columns), table.columns)),
        clause("USING", table.using),
        clause("WITH", _settings(table.with_), name_list),
        clause("ON COMMIT", table.on_commit, str.upper),
        clause("TABLESPACE", table.tablespace),
    ]
    sql = f"{join_words(*clauses)} AS\n{table.query}"
    if table.with_data is False:
        return append_sql(sql, "WITH NO DATA")
    return sql


def _explain(explain: ExplainSpec) -> str:
    options = keyword(in_parentheses(comma_separated(explain.options)), explain.options)
    return join_words("EXPLAIN", options, explain.explain)


def _setting(setting: SettingSpec) -> str:
    return join_words("SET", keyword("LOCAL", setting.local), setting.set, "=", setting.to)


def _do(block: AnonymousBlockSpec) -> str:
    body = Action(
        name="",
        pragmas=block.pragmas,
        label=block.label,
        declare=block.declare,
        steps=block.steps,
        catch=block.catch,
    )
    return join_words("DO", clause("LANGUAGE", block.language), dollar_quote(block_source(body)))


def _rows(change: RowInsertSpec | RowUpdateSpec | RowDeleteSpec) -> str:
    made, lower = _ROWS[type(change)]
    page = SqlPage()
    lower(made(**{each.name: getattr(change, each.name) for each in fields(change) if each.name != "source"}), page)
    return page.text.removesuffix(";")


_ROWS: dict[type, tuple[type, Callable[[Any, SqlPage], None]]] = {
    RowDeleteSpec: (DeleteStep, lower_delete),
    RowInsertSpec: (InsertStep, lower_insert),
    RowUpdateSpec: (UpdateStep, lower_update),
}
_TEXTS: dict[type, Callable[[Any], str]] = {
    AlterSpec: _alter,
    AnonymousBlockSpec: _do,
    CommentOnSpec: _comment_on,
    CreateSpec: _create,
    DerivedTableSpec: _derived_table,
    DropSpec: _drop,
    ExplainSpec: _explain,
    **dict.fromkeys(_ROWS, _rows),
    QuerySpec: lambda statement: statement.query,
    RowsSpec: lambda statement: statement.rows,
    SettingSpec: _setting,
    StatementSpec: lambda statement: statement.sql,
    TransactionSpec: lambda statement: statement.transaction,
}
