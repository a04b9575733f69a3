"""The statements of a project that define its schema, in load order."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pglast import ast

from engine.source.unit import SourceFile, Unit

# Rows are the generator's; rights, owners and comments change nothing that the owner of all objects sees.
SKIPPED_KINDS = frozenset({"data", "transaction", "grant", "role", "comment", "event_trigger", "cast", "drop"})
_SKIPPED_NODES = (
    ast.AlterOwnerStmt, ast.AlterRoleStmt, ast.AlterRoleSetStmt, ast.AlterDatabaseSetStmt, ast.AlterSystemStmt,
    ast.CreatedbStmt, ast.CreateTableSpaceStmt, ast.VacuumStmt, ast.ListenStmt, ast.CheckPointStmt, ast.LoadStmt,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class SchemaStatement:
    """One statement, where it is written, and the schema or extension that only the superuser may create."""

    text: str
    path: str = ""
    line: int = 0
    schema: str = ""
    extension: str = ""


def schema_statements(sources: Iterable[SourceFile]) -> tuple[SchemaStatement, ...]:
    """Return the statements of some files, which are in load order, without data, rights and comments."""
    return tuple(statement for source in sources for statement in _of_file(source))


def _of_file(source: SourceFile) -> Iterator[SchemaStatement]:
    line, at = 1, 0
    for unit in source.units:
        line += source.text.count("\n", at, unit.span.start)
        at = unit.span.start
        if _defines_schema(unit):
            yield SchemaStatement(unit.parsed_text, source.path, line, _schema(unit), _extension(unit))


def _defines_schema(unit: Unit) -> bool:
    if unit.kind in SKIPPED_KINDS or isinstance(unit.node, _SKIPPED_NODES):
        return False
    if isinstance(unit.node, ast.VariableSetStmt):
        return unit.node.name == "search_path"
    if isinstance(unit.node, ast.AlterTableStmt):
        return not _is_owner_change(unit.node)
    return True


def _is_owner_change(node: ast.AlterTableStmt) -> bool:
    return all(each.newowner is not None for each in node.cmds or ())


def _schema(unit: Unit) -> str:
    if not isinstance(unit.node, ast.CreateSchemaStmt) or unit.node.schemaElts:
        return ""
    role = unit.node.authrole
    return unit.node.schemaname or (role.rolename if role else "") or ""


def _extension(unit: Unit) -> str:
    return (unit.node.extname or "") if isinstance(unit.node, ast.CreateExtensionStmt) else ""
