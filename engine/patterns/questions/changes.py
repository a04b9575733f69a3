"""The changes that a unit makes to tables: what is set, what it is set to, and under which condition."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pglast import ast

from engine.analysis.expressions import conjuncts, relation_name
from engine.analysis.parsed_unit import ParsedUnit
from engine.analysis.project_facts import bare
from engine.analysis.sites import SqlSite
from engine.analysis.variables.target_names import inserted_values
from engine.source.span import Span


@dataclass(frozen=True, slots=True)
class TableChange:
    """An INSERT, UPDATE or DELETE; `values` holds what each named column is set to."""

    site: SqlSite
    table: str
    values: Mapping[str, Any]

    @property
    def node(self) -> Any:  # noqa: ANN401 - one of three classes of pglast
        return self.site.node

    @property
    def conditions(self) -> list[object]:
        """The conditions of WHERE that AND joins."""
        return list(conjuncts(getattr(self.node, "whereClause", None)))

    @property
    def span(self) -> Span:
        return statement_span(self.site)

    @property
    def position(self) -> int:
        return self.site.start


def statement_span(site: SqlSite) -> Span:
    """The PL/pgSQL statement that holds a node, else the place of the node."""
    step = site.step
    if step is not None and getattr(step.node, "span", None):
        return step.span
    return Span(site.start, site.start + 1)


def updates(unit: ParsedUnit) -> list[TableChange]:
    """The UPDATE statements of a unit, also those in a WITH."""
    return [TableChange(site, _table(site), _set_columns(site.node)) for site in unit.sites(ast.UpdateStmt)]


def inserts(unit: ParsedUnit) -> list[TableChange]:
    """The INSERT statements of a unit."""
    return [TableChange(site, _table(site), dict(inserted_values(site.node))) for site in unit.sites(ast.InsertStmt)]


def deletes(unit: ParsedUnit) -> list[TableChange]:
    """The DELETE statements of a unit."""
    return [TableChange(site, _table(site), {}) for site in unit.sites(ast.DeleteStmt)]


def returned(node: object) -> tuple[Any, ...]:
    """What a statement RETURNs."""
    clause = getattr(node, "returningClause", None)
    if clause is not None:
        return tuple(clause.exprs or ())
    return ()


def _table(site: SqlSite) -> str:
    return bare(relation_name(site.node.relation))


def _set_columns(node: ast.UpdateStmt) -> dict[str, Any]:
    return dict(_pairs(node))


def _pairs(node: ast.UpdateStmt) -> Iterator[tuple[str, Any]]:
    for each in node.targetList or ():
        if isinstance(each, ast.ResTarget) and each.name:
            yield each.name.lower(), _single(each.val)


def _single(value: Any) -> Any:  # noqa: ANN401 - any expression
    """The value of one column of `(a, b) = ROW(x, y)`."""
    if isinstance(value, ast.MultiAssignRef) and isinstance(value.source, ast.RowExpr):
        return (value.source.args or ())[(value.colno or 1) - 1]
    return value
