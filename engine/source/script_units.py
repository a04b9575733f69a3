"""Which units of a file are statements of its script, as far as specs can hold them."""

from pglast import ast

from engine.source.search_path import is_search_path
from engine.source.unit import Unit


def can_be_composed(unit: Unit) -> bool:
    """Return whether a spec can hold a unit: it parses, and has no rows outside the statement."""
    return unit.node is not None and not (isinstance(unit.node, ast.CopyStmt) and not unit.node.filename)


def sets_search_path(unit: Unit) -> bool:
    """Return whether a unit is a SET search_path, which each spec and each unit states for itself."""
    node = unit.node
    return isinstance(node, ast.VariableSetStmt) and is_search_path(node.name) and not node.is_local


def is_script_statement(unit: Unit) -> bool:
    """Return whether a unit counts in the order of a script."""
    return can_be_composed(unit) and not sets_search_path(unit)
