"""Statements that are kept whole: grants, and every statement without a shape of its own."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from engine.lift.layout import normalize_layout
from engine.source.text.lexemes import lexemes
from engine.spec.model import GrantSpec, StatementSpec

if TYPE_CHECKING:
    from engine.lift.objects.ddl import Ddl
    from engine.source.unit import Unit

BLOCK = re.compile(r"\{%|\{#")
REASONS = {
    "CallStmt": "a procedure called while the database is built",
}


def lift_grant(ddl: Ddl) -> GrantSpec:
    """GRANT, REVOKE or ALTER DEFAULT PRIVILEGES."""
    return GrantSpec(sql=ddl.slice(0, ddl.end))


def lift_statement(ddl: Ddl, reason: str) -> StatementSpec:
    """Return a statement unchanged, with the reason."""
    return StatementSpec(sql=ddl.slice(0, ddl.end), reason=reason)


def unread_statement(text: str, reason: str) -> StatementSpec:
    """Return a statement that has no tree, with everything inside its literals untouched."""
    bare = text.strip().removesuffix(";").rstrip()
    tokens = list(lexemes(bare, 0))
    if any(token.kind == "unterminated" for token in tokens):
        return StatementSpec(sql=bare, reason=reason)
    return StatementSpec(sql=normalize_layout(bare, tokens), reason=reason)


def reason_for_marks(unit: Unit) -> str:
    """Return why a statement with marks of a template or of psql is kept whole."""
    if BLOCK.search(unit.text):
        return "a block of a template is around a part of it"
    return "it contains marks that a template or psql replaces"


def reason_for_kind(kind: str) -> str:
    """Return why a statement of a kind of node is kept whole."""
    return REASONS.get(kind, f"{kind.removesuffix('Stmt')} has no shape")
