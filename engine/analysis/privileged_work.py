"""What a routine does that its caller may not be allowed to."""

import re

from pglast import ast

from engine.analysis.expressions import column_path
from engine.analysis.parsed_unit import ParsedUnit
from engine.plpgsql import tree

_CHANGES = {
    ast.InsertStmt: "inserts rows",
    ast.UpdateStmt: "updates rows",
    ast.DeleteStmt: "deletes rows",
    ast.MergeStmt: "merges rows",
    ast.TruncateStmt: "empties tables",
    ast.GrantStmt: "grants rights",
    ast.GrantRoleStmt: "grants roles",
    ast.DropStmt: "drops objects",
    ast.AlterTableStmt: "alters tables",
    ast.AlterRoleStmt: "alters roles",
    ast.CreateRoleStmt: "creates roles",
}
_SECRET_RELATIONS = frozenset({"pg_shadow", "pg_authid", "pg_user_mapping", "pg_user_mappings"})
_SECRETS = re.compile(r"^(?:password|passwd|pass_?hash|password_hash|pw_hash|secret|api_key|rolpassword)$")
_DYNAMIC = re.compile(r"\b(?:GRANT|REVOKE|DROP|ALTER|CREATE|DELETE|UPDATE|INSERT|TRUNCATE)\b", re.IGNORECASE)


def privileged_work(unit: ParsedUnit) -> str | None:
    """A phrase for it: what is changed, run or read; None where there is nothing."""
    for kind, phrase in _CHANGES.items():
        if any(not _is_temporary(each.node) for each in unit.sites(kind)):
            return phrase
    dynamic = (*unit.sites(tree.Execute), *unit.sites(tree.Dynamic))
    if any(_DYNAMIC.search(each.node.command.text) for each in dynamic):
        return "runs dynamic SQL"
    if _reads_secrets(unit):
        return "reads secrets"
    return None


def _reads_secrets(unit: ParsedUnit) -> bool:
    """Whether it reads the roles' passwords, or a column that is named for a secret."""
    relations = {(each.node.relname or "").lower() for each in unit.sites(ast.RangeVar)}
    columns = {column_path(each.node)[-1:] for each in unit.sites(ast.ColumnRef)}
    return bool(relations & _SECRET_RELATIONS) or any(name and _SECRETS.match(name[0]) for name in columns)


def _is_temporary(node: object) -> bool:
    """Whether only a temporary table is changed."""
    relation = getattr(node, "relation", None)
    return bool(relation is not None and (relation.relname or "").lower().startswith(("temp_", "tmp_")))
