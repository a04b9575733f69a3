"""A view, plain, recursive or materialized."""

from __future__ import annotations

from collections.abc import Iterator

from engine.lower.clauses import clause, keyword, name_list
from engine.lower.objects.comment import lower_comment, lower_owner
from engine.lower.objects.index import lower_index
from engine.lower.objects.script_statement import LoweredStatement, Phase, join_words, qualified_name
from engine.lower.sql_page import SqlPage
from engine.spec.model import SpecFile, ViewSpec


def lower_view(view: ViewSpec, spec: SpecFile) -> Iterator[LoweredStatement]:
    """CREATE VIEW, its query on separate lines."""
    name = qualified_name(view.schema or spec.schema, view.name)
    kind = join_words(keyword("MATERIALIZED", view.materialized), "VIEW")
    page = SqlPage()
    page.note(view.note)
    page.add(_head(view, kind, name))
    for option in _options(view):
        page.add(option)
    page.add("AS")
    page.end("\n".join([view.query, *_end(view)]))
    yield LoweredStatement(page.text, Phase.VIEW, (name,))
    for index in view.indexes:
        yield from lower_index(index, spec, name)
    yield from lower_owner(f"{kind} {name}", view.owner)
    yield from lower_comment(f"{kind} {name}", view.description)


def _head(view: ViewSpec, kind: str, name: str) -> str:
    words = ["CREATE", keyword("OR REPLACE", view.replace), (view.persistence or "").upper()]
    words += [keyword("RECURSIVE", view.recursive), kind, keyword("IF NOT EXISTS", view.if_not_exists)]
    return join_words(*words, name, keyword(name_list(view.columns), view.columns))


def _options(view: ViewSpec) -> list[str]:
    settings = tuple(f"{name} = {value}" for name, value in view.with_)
    clauses = (clause("USING", view.using), clause("WITH", settings, name_list), clause("TABLESPACE", view.tablespace))
    return [each for each in clauses if each]


def _end(view: ViewSpec) -> list[str]:
    if view.check_option:
        return [f"WITH {view.check_option.upper()} CHECK OPTION"]
    if view.with_data is False:
        return ["WITH NO DATA"]
    return []
