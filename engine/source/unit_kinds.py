"""The kind of unit that a statement is, by its tree, or by its first words if it does not parse."""

import re

from pglast import ast
from pglast.enums import ObjectType

_BY_NODE: dict[type[ast.Node], str] = {
    ast.DoStmt: "do",
    ast.CreateStmt: "table",
    ast.CreateForeignTableStmt: "foreign_table",
    ast.ViewStmt: "view",
    ast.CreateTrigStmt: "trigger",
    ast.CreateEventTrigStmt: "event_trigger",
    ast.CompositeTypeStmt: "type",
    ast.CreateEnumStmt: "type",
    ast.CreateRangeStmt: "type",
    ast.CreateDomainStmt: "domain",
    ast.CreateSeqStmt: "sequence",
    ast.IndexStmt: "index",
    ast.CreatePolicyStmt: "policy",
    ast.CommentStmt: "comment",
    ast.GrantStmt: "grant",
    ast.GrantRoleStmt: "grant",
    ast.AlterDefaultPrivilegesStmt: "grant",
    ast.RuleStmt: "rule",
    ast.CreateSchemaStmt: "schema",
    ast.CreateExtensionStmt: "extension",
    ast.CreateCastStmt: "cast",
    ast.CreateRoleStmt: "role",
    ast.CreateStatsStmt: "statistics",
    ast.RenameStmt: "alter",
    ast.DropStmt: "drop",
    ast.DropRoleStmt: "drop",
    ast.DropOwnedStmt: "drop",
    ast.DropdbStmt: "drop",
    ast.InsertStmt: "data",
    ast.UpdateStmt: "data",
    ast.DeleteStmt: "data",
    ast.MergeStmt: "data",
    ast.CopyStmt: "data",
    ast.TruncateStmt: "data",
    ast.SelectStmt: "query",
    ast.VariableSetStmt: "set",
    ast.TransactionStmt: "transaction",
    ast.CallStmt: "call",
}
_DEFINED = {ObjectType.OBJECT_TYPE: "type", ObjectType.OBJECT_AGGREGATE: "aggregate"}
_FIRST_WORDS: tuple[tuple[str, str], ...] = (
    (r"CREATE(?: OR REPLACE)? FUNCTION", "function"),
    (r"CREATE(?: OR REPLACE)? PROCEDURE", "procedure"),
    (r"DO", "do"),
    (r"CREATE(?: (?:GLOBAL|LOCAL))?(?: (?:TEMP|TEMPORARY|UNLOGGED))? TABLE", "table"),
    (r"CREATE FOREIGN TABLE", "foreign_table"),
    (r"CREATE MATERIALIZED VIEW", "materialized_view"),
    (r"CREATE(?: OR REPLACE)?(?: (?:TEMP|TEMPORARY))?(?: RECURSIVE)? VIEW", "view"),
    (r"CREATE(?: OR REPLACE)?(?: CONSTRAINT)? TRIGGER", "trigger"),
    (r"CREATE EVENT TRIGGER", "event_trigger"),
    (r"CREATE TYPE", "type"),
    (r"CREATE DOMAIN", "domain"),
    (r"CREATE(?: (?:TEMP|TEMPORARY|UNLOGGED))? SEQUENCE", "sequence"),
    (r"CREATE(?: UNIQUE)? INDEX", "index"),
    (r"CREATE POLICY", "policy"),
    (r"COMMENT ON", "comment"),
    (r"GRANT|REVOKE", "grant"),
    (r"ALTER", "alter"),
    (r"DROP", "drop"),
    (r"CREATE(?: OR REPLACE)? RULE", "rule"),
    (r"CREATE SCHEMA", "schema"),
    (r"CREATE EXTENSION", "extension"),
    (r"CREATE(?: OR REPLACE)? AGGREGATE", "aggregate"),
    (r"INSERT|UPDATE|DELETE|MERGE|COPY|TRUNCATE", "data"),
    (r"SELECT|WITH|VALUES", "query"),
    (r"SET|RESET", "set"),
)
_BLANK = r"(?:\s|--[^\n]*\n|/\*.*?\*/)+"
_GUESSES = [
    (re.compile(words.replace(" ", _BLANK) + r"\b", re.IGNORECASE | re.DOTALL), kind) for words, kind in _FIRST_WORDS
]
_PART = r"(?:\"[^\"]*\"|[\w$@{}:]+)"
_NAMED = re.compile(rf"\s*(?:IF\s+NOT\s+EXISTS\s+|CONCURRENTLY\s+)*({_PART}(?:\.{_PART})*)", re.IGNORECASE)


def unit_kind(node: ast.Node) -> str:
    """Return the kind of a statement that parsed; `statement` for any other."""
    if isinstance(node, ast.CreateFunctionStmt):
        if node.is_procedure:
            return "procedure"
        return "function"
    if isinstance(node, ast.CreateTableAsStmt):
        if node.objtype == ObjectType.OBJECT_MATVIEW:
            return "materialized_view"
        return "table"
    if isinstance(node, ast.DefineStmt):
        if not node.kind:
            return "statement"
        return _DEFINED.get(node.kind, "statement")
    if isinstance(node, ast.SelectStmt) and node.intoClause:
        return "table"
    return _BY_NODE.get(type(node)) or ("alter" if type(node).__name__.startswith("Alter") else "statement")


def guess_kind_and_name(text: str) -> tuple[str, str]:
    """Return the kind and the name, as written, of a statement that does not parse."""
    for pattern, kind in _GUESSES:
        found = pattern.match(text)
        if found:
            named = _NAMED.match(text, found.end())
            return kind, named.group(1) if named and text[found.start()].upper() == "C" else ""
    return "statement", ""
