"""A view, plain, recursive or materialized."""

from __future__ import annotations

from collections.abc import Iterator

from engine.lower.objects.comment import lower_comment, lower_owner
from engine.lower.objects.index import lower_index
from engine.lower.objects.script_statement import LoweredStatement, Phase, join_words, qualified_name
from engine.lower.sql_page import SqlPage
from engine.spec.model import SpecFile, ViewSpec


def lower_view(view: ViewSpec, spec: SpecFile) -> Iterator[LoweredStatement]:
    """CREATE VIEW, with its query on lines of its own."""
    name = qualified_name(view.schema or spec.schema, view.name)
    kind = "MATERIALIZED VIEW" if view.materialized else "VIEW"
    page = SqlPage()
    page.note(view.note)
    page.add(_head(view, kind, name))
    for clause in _options(view):
        page.add(clause)
    page.add("AS")
    page.end("\n".join([view.query, *_end(view)]))
    yield LoweredStatement(page.text, Phase.VIEW, (name,))
    for index in view.indexes:
        yield from lower_index(index, spec, name)
    yield from lower_owner(f"{kind} {name}", view.owner)
    yield from lower_comment(f"{kind} {name}", view.description)


def _head(view: ViewSpec, kind: str, name: str) -> str:
    words = ["CREATE", "OR REPLACE" if view.replace else "", view.persistence.upper() if view.persistence else ""]
    words += ["RECURSIVE" if view.recursive else "", kind, "IF NOT EXISTS" if view.if_not_exists else ""]
    columns = f" ({', '.join(view.columns)})" if view.columns else ""
    return join_words(*words, name) + columns


def _options(view: ViewSpec) -> list[str]:
    clauses = [f"USING {view.using}"] if view.using else []
    if view.with_:
        clauses.append(f"WITH ({', '.join(f'{name} = {value}' for name, value in view.with_)})")
    if view.tablespace:
        clauses.append(f"TABLESPACE {view.tablespace}")
    return clauses


def _end(view: ViewSpec) -> list[str]:
    if view.check_option:
        return [f"WITH {view.check_option.upper()} CHECK OPTION"]
    return ["WITH NO DATA"] if view.with_data is False else []
