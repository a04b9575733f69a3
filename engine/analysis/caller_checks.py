"""Whether a routine asks who calls it."""

import re

from pglast import ast

from engine.analysis.expressions import column_path, function_name
from engine.analysis.parsed_unit import ParsedUnit

_FUNCTIONS = re.compile(
    r"^(?:has_\w+|pg_has_role|current_setting|is_\w*(?:admin|member|owner|allowed|superuser|role|authori[sz]ed|granted)\w*"
    r"|(?:check|assert|require|verify|ensure|enforce|authori[sz]e|can|may|user|auth)_?\w*(?:perm|priv|right|access|role|auth|grant|admin"
    r"|allowed|login|user|owner|member|can)\w*|\w*(?:permission|privilege|authori[sz]|access_check|current_user|session_user)\w*"
    r"|uid|jwt|auth\w*|my_\w+|current_\w+|app_user|viewer\w*|who_?am_?i|get_\w*user\w*)$",
    re.IGNORECASE,
)
_NAMES = frozenset({"current_user", "session_user", "user", "current_role"})
_NOT_THE_CALLER = frozenset({"current_date", "current_time", "current_timestamp", "current_schema", "current_database"})


def asks_about_caller(unit: ParsedUnit) -> bool:
    """Whether it looks at the session's user, a setting, a role, or calls a function that is named for such a check."""
    if unit.sites(ast.SQLValueFunction) and any(_is_user(each.node) for each in unit.sites(ast.SQLValueFunction)):
        return True
    names = [function_name(each.node) for each in unit.sites(ast.FuncCall)]
    if any(_FUNCTIONS.match(name) and name not in _NOT_THE_CALLER for name in names):
        return True
    return any(
        column_path(each.node)[-1:] and column_path(each.node)[-1] in _NAMES for each in unit.sites(ast.ColumnRef)
    )


def _is_user(node: ast.SQLValueFunction) -> bool:
    name = node.op.name if node.op is not None else ""
    return "USER" in name or "ROLE" in name
