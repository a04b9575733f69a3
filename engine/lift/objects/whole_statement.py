"""What is carried whole: grants, and every statement that has no shape of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.lift.layout import normalize_layout
from engine.spec.model import GrantSpec, StatementSpec

if TYPE_CHECKING:
    from engine.lift.objects.ddl import Ddl

REASONS = {
    "AlterTableStmt": "ALTER TABLE of a table that stands elsewhere",
    "AlterSeqStmt": "ALTER SEQUENCE of a sequence that stands elsewhere",
    "CommentStmt": "COMMENT on an object that stands elsewhere",
    "CreateTableAsStmt": "a table made from a query",
    "CreateForeignTableStmt": "a foreign table",
    "DoStmt": "an anonymous block runs once and leaves no object",
    "DropStmt": "DROP takes an object away",
    "RenameStmt": "RENAME changes the name of an object that stands elsewhere",
    "InsertStmt": "rows, not structure",
    "UpdateStmt": "rows, not structure",
    "DeleteStmt": "rows, not structure",
    "CopyStmt": "rows, not structure",
    "SelectStmt": "a query that runs once",
    "CallStmt": "a procedure called while the database is built",
    "TransactionStmt": "a transaction around other statements",
    "VariableSetStmt": "a setting of the session",
}


def lift_grant(ddl: Ddl) -> GrantSpec:
    """GRANT, REVOKE or ALTER DEFAULT PRIVILEGES."""
    return GrantSpec(sql=ddl.slice(0, ddl.end))


def lift_statement(ddl: Ddl, reason: str) -> StatementSpec:
    """A statement as it stands, and why."""
    return StatementSpec(sql=ddl.slice(0, ddl.end), reason=reason)


def unread_statement(text: str, reason: str) -> StatementSpec:
    """A statement that the parser refused: its text, to the letter."""
    return StatementSpec(sql=normalize_layout(text.strip().removesuffix(";").rstrip(), ()), reason=reason)


def reason_for_kind(kind: str) -> str:
    """Why a statement of a kind of node is carried whole."""
    return REASONS.get(kind, f"{kind.removesuffix('Stmt')} has no shape")
