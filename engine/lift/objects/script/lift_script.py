"""Which statement of a script is lifted by which module."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from pglast import ast

from engine.lift.objects.ddl import Ddl
from engine.lift.objects.script.alter import lift_alter
from engine.lift.objects.script.comment_on import lift_comment_on
from engine.lift.objects.script.create import lift_create
from engine.lift.objects.script.derived_table import lift_derived_table
from engine.lift.objects.script.drop import lift_drop
from engine.lift.objects.script.explain import lift_explain
from engine.lift.objects.script.rows import lift_rows
from engine.lift.objects.script.session import lift_query, lift_setting, lift_transaction
from engine.spec.model import AnyStatementSpec

ALTERED = (
    ast.AlterTableStmt, ast.RenameStmt, ast.AlterOwnerStmt, ast.AlterObjectSchemaStmt, ast.AlterSeqStmt,
    ast.AlterFunctionStmt, ast.AlterRoleStmt, ast.AlterRoleSetStmt, ast.AlterEnumStmt, ast.AlterDomainStmt,
    ast.AlterPolicyStmt, ast.AlterExtensionStmt, ast.AlterDatabaseSetStmt, ast.AlterEventTrigStmt,
    ast.AlterTypeStmt, ast.AlterObjectDependsStmt,
)  # fmt: skip
CREATED = (
    ast.DefineStmt, ast.CreateExtensionStmt, ast.CreateRoleStmt, ast.CreateCastStmt, ast.CreateOpClassStmt,
    ast.CreateOpFamilyStmt, ast.CreateForeignTableStmt, ast.CreateForeignServerStmt, ast.CreateFdwStmt,
    ast.CreateStatsStmt, ast.CreatePublicationStmt, ast.CreateConversionStmt, ast.CreateAmStmt, ast.CreatedbStmt,
)  # fmt: skip
ROWS = (
    ast.InsertStmt, ast.UpdateStmt, ast.DeleteStmt, ast.MergeStmt, ast.CopyStmt, ast.TruncateStmt,
    ast.RefreshMatViewStmt,
)  # fmt: skip
SCRIPT_LIFTERS: dict[type, Callable[[Ddl, Any], AnyStatementSpec]] = {
    **dict.fromkeys(ALTERED, lift_alter),
    **dict.fromkeys(CREATED, lift_create),
    **dict.fromkeys(ROWS, lift_rows),
    ast.CommentStmt: lift_comment_on,
    ast.CreateTableAsStmt: lift_derived_table,
    ast.DropStmt: lift_drop,
    ast.DropRoleStmt: lift_drop,
    ast.ExplainStmt: lift_explain,
    ast.SelectStmt: lift_query,
    ast.TransactionStmt: lift_transaction,
    ast.VariableSetStmt: lift_setting,
}
"""Lifters by the node of a statement; raise UnsupportedShape where the statement has a form that none of them knows."""
