"""What the value of an expression is for: the variables, columns and functions that take it."""

from collections.abc import Iterator

from pglast import ast

from engine.analysis.expressions import column_path, operator
from engine.analysis.project_facts import bare
from engine.analysis.sites import SqlSite
from engine.plpgsql import tree


def receiving_names(site: SqlSite) -> Iterator[str]:
    """The names of what takes the value of a node: columns, variables, and the routine that returns it."""
    yield from _columns(site)
    step = site.step.node if site.step else None
    if isinstance(step, tree.Assign):
        yield step.target.text.lower()
    elif isinstance(step, tree.Variable):
        yield step.name.lower()
    elif isinstance(step, tree.Sql) and step.into is not None and site.text.fragment is step.statement:
        yield from (each.text.lower() for each in step.into.targets)
    elif site.unit.header is not None and isinstance(step, (tree.Return, tree.SqlBody)):
        yield bare(site.unit.unit.name)


def _columns(site: SqlSite) -> Iterator[str]:
    """The columns that an UPDATE sets, a DEFAULT fills or a comparison asks for."""
    for each in site.ancestors():
        node = each.node
        if isinstance(node, ast.ResTarget) and node.name:
            yield node.name.lower()
        elif isinstance(node, ast.ColumnDef):
            yield (node.colname or "").lower()
        elif isinstance(node, ast.A_Expr) and operator(node) == "=":
            yield from (path[-1] for side in (node.lexpr, node.rexpr) if (path := column_path(side)))


def inserted_values(node: ast.InsertStmt) -> Iterator[tuple[str, object]]:
    """The columns of an INSERT that names them, each with its value in the first rows."""
    names = [(each.name or "").lower() for each in node.cols or () if isinstance(each, ast.ResTarget)]
    select = node.selectStmt
    if not names or not isinstance(select, ast.SelectStmt):
        return
    rows = [list(each) for each in (select.valuesLists or ())[:20] if isinstance(each, tuple)]
    if select.targetList:
        rows.append([each.val for each in select.targetList if isinstance(each, ast.ResTarget)])
    for row in rows:
        if len(row) == len(names):
            yield from zip(names, row, strict=True)
