"""The rows that a trigger function sees."""

from pglast import ast

from engine.analysis.expressions import column_path, nodes_within
from engine.analysis.parsed_unit import ParsedUnit
from engine.plpgsql import tree


def is_trigger(unit: ParsedUnit) -> bool:
    """Whether a unit is a trigger function."""
    return unit.header is not None and unit.header.returns == "trigger"


def names_row(node: object, rows: tuple[str, ...] = ("new", "old")) -> bool:
    """Whether a value below a node is a column of NEW or OLD, or the whole row."""
    return any((path := column_path(each)) and path[0] in rows for each in nodes_within(node))


def row_assignments(unit: ParsedUnit) -> list[tuple[str, tree.Assign]]:
    """The columns of NEW that a trigger function sets, with the statements that do."""
    found = []
    for site in unit.sites(tree.Assign):
        row, _, column = site.node.target.text.lower().partition(".")
        if row.strip() == "new" and column:
            found.append((column.strip().strip('"'), site.node))
    return found


def operations(unit: ParsedUnit) -> set[str]:
    """The values that TG_OP is compared with."""
    found: set[str] = set()
    for site in unit.sites(ast.A_Expr):
        if any(column_path(each) == ("tg_op",) for each in nodes_within(site.node)):
            found |= {
                (each.val.sval or "").upper()
                for each in nodes_within(site.node)
                if isinstance(each, ast.A_Const) and isinstance(each.val, ast.String)
            }
    return found
