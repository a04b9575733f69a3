"""Checks that several conventions about the columns of tables share."""

from collections.abc import Callable, Iterator

from engine.analysis.majority import has_column, most_tables_have, own_tables
from engine.analysis.project_facts import ProjectFacts
from engine.analysis.sites import SqlSite
from engine.findings.finding_rule import Hit
from engine.source.type_names import type_name


def tables_without(column: str) -> Callable[[ProjectFacts, ProjectFacts], Iterator[Hit]]:
    """Check for tables without a column that most tables of the project have."""

    def check(facts: ProjectFacts, _: ProjectFacts) -> Iterator[Hit]:
        if not most_tables_have(facts, column):
            return
        for table in own_tables(facts):
            if table.name in facts.tables and not has_column(table, column) and not table.gaps:
                yield Hit(facts.tables[table.name], f"Table {table.name} has no {column} column, as most tables have.")

    return check


def columns_of_types(*types: str) -> Callable[[SqlSite, ProjectFacts], Iterator[Hit]]:
    """Check for columns of these types, outside of routines."""

    def check(site: SqlSite, _facts: ProjectFacts) -> Iterator[Hit]:
        if site.unit.unit.is_routine or site.node.typeName is None:
            return
        name = type_name(site.node.typeName)
        if name.removesuffix("[]") in types:
            yield Hit(site.place, f"Column {site.node.colname} has the type {name}.")

    return check
