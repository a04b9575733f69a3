"""Values that come from the clock, from the session or from the caller."""

from pglast import ast
from pglast.enums import SQLValueFunctionOp as Op

from engine.analysis.expressions import column_path, function_name, nodes_within
from engine.analysis.parsed_unit import ParsedUnit

CLOCK = frozenset({"now", "clock_timestamp", "transaction_timestamp", "statement_timestamp", "timeofday"})
_CLOCK_WORDS = {
    Op.SVFOP_CURRENT_DATE, Op.SVFOP_CURRENT_TIME, Op.SVFOP_CURRENT_TIME_N, Op.SVFOP_CURRENT_TIMESTAMP,
    Op.SVFOP_CURRENT_TIMESTAMP_N, Op.SVFOP_LOCALTIME, Op.SVFOP_LOCALTIMESTAMP, Op.SVFOP_LOCALTIMESTAMP_N,
}  # fmt: skip
_USER_WORDS = {Op.SVFOP_CURRENT_USER, Op.SVFOP_SESSION_USER, Op.SVFOP_USER, Op.SVFOP_CURRENT_ROLE}
ROLE_TESTS = frozenset({
    "pg_has_role", "has_table_privilege", "has_schema_privilege", "has_function_privilege", "has_database_privilege",
    "has_column_privilege", "has_any_column_privilege", "row_security_active",
})  # fmt: skip


def reads_clock(node: object) -> bool:
    """Whether a value is computed from the current time."""
    return any(is_clock(each) for each in nodes_within(node))


def is_clock(node: object) -> bool:
    """Whether a node is the current time or date."""
    if isinstance(node, ast.SQLValueFunction):
        return node.op in _CLOCK_WORDS
    return function_name(node) in CLOCK


def is_session_user(node: object) -> bool:
    """Whether a node is the connected user."""
    if isinstance(node, ast.SQLValueFunction):
        return node.op in _USER_WORDS
    return column_path(node) in {("current_user",), ("session_user",)}


def is_caller(node: object) -> bool:
    """Whether a node is who calls: the connected user, a setting, or `auth.uid()` and the like."""
    if is_session_user(node):
        return True
    name = function_name(node)
    if name in {"current_setting", "uid", "jwt"}:
        return True
    words = set(name.split("_"))
    return bool(words & {"current", "my", "session", "app"}) and bool(words & _CALLER_WORDS)


_CALLER_WORDS = frozenset({
    "user", "usr", "tenant", "org", "organization", "organisation", "account", "role", "group", "owner", "person",
    "member", "login", "uid", "id", "ids", "actor", "company", "workspace",
})  # fmt: skip


def names_caller(node: object) -> bool:
    """Whether a value below a node is who calls."""
    return any(is_caller(each) for each in nodes_within(node))


def parameter_names(unit: ParsedUnit) -> frozenset[str]:
    """The names by which the caller's values are known, positions included."""
    parameters = unit.header.parameters if unit.header else ()
    named = [each.name.lower() for each in parameters if each.is_input and each.name]
    return frozenset(named)


def uses_parameter(node: object, unit: ParsedUnit) -> bool:
    """Whether a value below a node comes from the caller."""
    names = parameter_names(unit)
    return any(isinstance(each, ast.ParamRef) or _names_parameter(each, names, unit) for each in nodes_within(node))


def _names_parameter(node: object, names: frozenset[str], unit: ParsedUnit) -> bool:
    path = column_path(node)
    if len(path) == 2 and unit.header is not None and path[0] == unit.header.name.lower():
        return path[1] in names
    return bool(path) and path[0] in names
