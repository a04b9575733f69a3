"""The normal form of DDL statements: their parse trees as plain values."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from pglast import ast
from pglast.enums import AlterTableType, ConstrType

from engine.proof.table_form import table_form
from engine.proof.tree_form import Parsed, Tree, tree_of

FOLDED = {AlterTableType.AT_AddConstraint}


@dataclass(frozen=True, slots=True)
class Form:
    """One statement in normal form, with a few words that name it."""

    title: str
    tree: Tree


def normal_forms(parsed: Iterable[ast.RawStmt]) -> list[Form]:
    """The statements in normal form; their order counts only where it can be seen afterwards."""
    statements = _folded([raw.stmt for raw in parsed if raw.stmt])
    forms = [Form(_title(node), FORMS.get(type(node), tree_of)(node)) for node in statements]
    ordered = [form for form in forms if form.title.startswith(("IndexStmt", *IN_ORDER))]
    rest = sorted((form for form in forms if form not in ordered), key=repr)
    return ordered + rest


IN_ORDER = ("InsertStmt", "UpdateStmt", "DeleteStmt", "SelectStmt", "DoStmt", "CallStmt", "TransactionStmt")


def _title(node: ast.Node) -> str:
    relation = getattr(node, "relation", None) or getattr(node, "sequence", None) or getattr(node, "view", None)
    return f"{type(node).__name__} {relation.relname}" if relation is not None else type(node).__name__


def _folded(nodes: Sequence[ast.Node]) -> list[ast.Node]:
    """The statements with every ALTER split by command, and keys and owners put to what they alter."""
    kept: list[ast.Node] = []
    for node in nodes:
        for single in _split(node):
            if not _fold(single, kept):
                kept.append(single)
    return kept


def _split(node: Parsed) -> list[ast.Node]:
    commands: Parsed = getattr(node, "cmds", ())
    if not _is(node, ast.AlterTableStmt) or len(commands) == 1:
        return [node]
    return [
        ast.AlterTableStmt(relation=node.relation, cmds=(cmd,), objtype=node.objtype, missing_ok=node.missing_ok)
        for cmd in commands
    ]


def _fold(node: ast.Node, kept: list[ast.Node]) -> bool:
    """Put an ALTER into the CREATE before it, unless a statement between the two names the object."""
    folder = FOLDERS.get(type(node))
    if folder is None:
        return False
    for earlier in reversed(kept):
        if folder(node, earlier):
            return True
        if not isinstance(earlier, ast.CommentStmt) and _names(earlier, _target(node)):
            return False
    return False


def _target(node: Parsed) -> str:
    return (getattr(node, "sequence", None) or node.relation).relname


def _names(node: ast.Node, name: str) -> bool:
    return f"'{name}'" in repr(tree_of(node))


def _fold_constraint(node: Parsed, earlier: Parsed) -> bool:
    command = node.cmds[0]
    same = _is(earlier, ast.CreateStmt) and _same(node.relation, earlier.relation)
    if not same or command.subtype not in FOLDED or earlier.partspec or earlier.inhRelations:
        return False
    earlier.tableElts = (*(earlier.tableElts or ()), command.def_)
    return True


def _fold_owner(node: Parsed, earlier: Parsed) -> bool:
    options = node.options or ()
    same = _is(earlier, ast.CreateSeqStmt) and _same(node.sequence, earlier.sequence)
    if not same or [option.defname for option in options] != ["owned_by"]:
        return False
    kept = [option for option in earlier.options or () if option.defname != "owned_by"]
    earlier.options = (*kept, *options)
    return True


def _is(node: object, kind: type) -> bool:
    return isinstance(node, kind)


def _same(one: ast.RangeVar, other: ast.RangeVar) -> bool:
    return (one.schemaname, one.relname) == (other.schemaname, other.relname)


FOLDERS: dict[type, Callable[[Parsed, Parsed], bool]] = {
    ast.AlterTableStmt: _fold_constraint,
    ast.AlterSeqStmt: _fold_owner,
}


def _sequence_form(node: Parsed) -> Tree:
    options = tuple(sorted((tree_of(option) for option in node.options or ()), key=repr))
    return ("CreateSeqStmt", tree_of(node.sequence), bool(node.if_not_exists), options)


def _domain_form(node: Parsed) -> Tree:
    """A domain: the order of its checks names them, that of its other clauses says nothing."""
    clauses = [clause for clause in node.constraints or () if clause.contype != ConstrType.CONSTR_NULL]
    checks = tuple(tree_of(clause) for clause in clauses if clause.contype == ConstrType.CONSTR_CHECK)
    rest = sorted((tree_of(clause) for clause in clauses if clause.contype != ConstrType.CONSTR_CHECK), key=repr)
    head = (tree_of(node.domainname), tree_of(node.typeName), tree_of(node.collClause))
    return ("CreateDomainStmt", *head, checks, tuple(rest))


def _trigger_form(node: Parsed) -> Tree:
    """A trigger: OLD TABLE and NEW TABLE come in any order."""
    transitions = tuple(sorted((tree_of(found) for found in node.transitionRels or ()), key=repr))
    said = ((name, tree_of(getattr(node, name))) for name in node if name != "transitionRels")
    return ("CreateTrigStmt", transitions, *said)


FORMS: dict[type, Callable[[Any], Tree]] = {
    ast.CreateStmt: table_form,
    ast.CreateSeqStmt: _sequence_form,
    ast.CreateDomainStmt: _domain_form,
    ast.CreateTrigStmt: _trigger_form,
}
