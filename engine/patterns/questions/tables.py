"""What a CREATE TABLE declares: its columns with their types and keys."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pglast import ast
from pglast.enums import ConstrType

from engine.analysis.expressions import relation_name
from engine.analysis.parsed_unit import ParsedUnit
from engine.analysis.project_facts import bare
from engine.analysis.sites import SqlSite
from engine.source.node_strings import node_strings
from engine.source.span import Span
from engine.source.type_names import type_name


@dataclass(frozen=True, slots=True)
class DeclaredColumn:
    """A column of a CREATE TABLE."""

    name: str
    type_name: str
    default: Any
    is_key: bool  # primary key or unique by itself
    refers_to: str  # the bare name of the table a foreign key of its own names
    site: SqlSite

    @property
    def span(self) -> Span:
        return Span(self.site.start, self.site.start + max(1, len(self.name)))

    @property
    def is_time(self) -> bool:
        return self.type_name.split("(")[0].removeprefix("pg_catalog.").startswith(("timestamp", "date", "timestamptz"))


def created_table(unit: ParsedUnit) -> SqlSite | None:
    """The CREATE TABLE that a unit is."""
    return next((site for site in unit.sites(ast.CreateStmt) if site.is_statement), None)


def declared_columns(unit: ParsedUnit) -> list[DeclaredColumn]:
    """The columns of the table that a unit creates."""
    table = created_table(unit)
    if table is None:
        return []
    keys, references = _table_keys(table.node)
    return [_column(site, keys, references) for site in unit.sites(ast.ColumnDef) if site.parent is table]


def constraints(unit: ParsedUnit) -> Iterator[ast.Constraint]:
    """Every constraint that a unit declares."""
    yield from (site.node for site in unit.sites(ast.Constraint))


def _column(site: SqlSite, keys: set[str], references: dict[str, str]) -> DeclaredColumn:
    node = site.node
    name = (node.colname or "").lower()
    own = [each for each in node.constraints or () if isinstance(each, ast.Constraint)]
    kinds = {each.contype for each in own}
    default = next((each.raw_expr for each in own if each.contype == ConstrType.CONSTR_DEFAULT), None)
    target = next((bare(relation_name(each.pktable)) for each in own if each.contype == ConstrType.CONSTR_FOREIGN), "")
    is_key = bool(kinds & {ConstrType.CONSTR_PRIMARY, ConstrType.CONSTR_UNIQUE}) or name in keys
    return DeclaredColumn(
        name, type_name(node.typeName).lower(), default, is_key, target or references.get(name, ""), site
    )


def _table_keys(node: ast.CreateStmt) -> tuple[set[str], dict[str, str]]:
    keys: set[str] = set()
    references: dict[str, str] = {}
    for each in node.tableElts or ():
        if not isinstance(each, ast.Constraint):
            continue
        names = [name.lower() for name in node_strings(each.keys or each.fk_attrs)]
        if each.contype in {ConstrType.CONSTR_PRIMARY, ConstrType.CONSTR_UNIQUE} and len(names) == 1:
            keys.add(names[0])
        if each.contype == ConstrType.CONSTR_FOREIGN:
            references |= dict.fromkeys(names, bare(relation_name(each.pktable)))
    return keys, references
