"""The normal form of DDL statements: their parse trees as plain values."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from pglast import ast
from pglast.enums import ConstrType

from engine.proof.ddl.table_form import is_default_null, normalize_table
from engine.proof.ddl.tree_form import Parsed, Tree, tree_to_tuple


@dataclass(frozen=True, slots=True)
class NormalForm:
    """One statement in normal form, with a title."""

    title: str
    tree: Tree


def normalize_statements(parsed: Iterable[ast.RawStmt]) -> list[NormalForm]:
    """Return the statements in normal form, in order: an earlier statement may change what a later one means."""
    nodes = _owned(raw.stmt for raw in parsed if raw.stmt)
    return [NormalForm(_title(node), FORMS.get(type(node), tree_to_tuple)(node)) for node in nodes]


def _owned(nodes: Iterable[Parsed]) -> Iterator[Parsed]:
    """Yield the statements; the OWNED BY of an ALTER right after a CREATE SEQUENCE joins the options of the CREATE."""
    before: Parsed = None
    for node in nodes:
        if before is not None and _only_sets_owner(node, before):
            before.options = (*(before.options or ()), *node.options)
            continue
        if before is not None:
            yield before
        before = node
    if before is not None:
        yield before


def _only_sets_owner(node: Parsed, before: Parsed) -> bool:
    """Whether an ALTER SEQUENCE only sets the owner of the sequence that was certainly created just before it."""
    if (type(node), type(before)) != (ast.AlterSeqStmt, ast.CreateSeqStmt):
        return False
    names = [(each.sequence.schemaname, each.sequence.relname) for each in (node, before)]
    options = [[option.defname for option in each.options or ()] for each in (node, before)]
    is_made = not (before.if_not_exists or node.missing_ok)
    return is_made and names[0] == names[1] and options[0] == ["owned_by"] and "owned_by" not in options[1]


def _title(node: ast.Node) -> str:
    relation = getattr(node, "relation", None) or getattr(node, "sequence", None) or getattr(node, "view", None)
    name = type(node).__name__.removesuffix("Stmt").upper()
    if relation:
        return f"{name} {relation.relname}"
    return name


def _sequence_form(node: Parsed) -> Tree:
    options = tuple(sorted((tree_to_tuple(option) for option in node.options or ()), key=repr))
    return ("CreateSeqStmt", tree_to_tuple(node.sequence), bool(node.if_not_exists), options)


def _domain_form(node: Parsed) -> Tree:
    """Normalize a domain: the order of its checks decides their names, that of its other clauses does not matter."""
    given = node.constraints or ()
    kinds = {clause.contype for clause in given}
    clauses = [clause for clause in given if not is_default_null(clause, kinds)]
    checks = tuple(tree_to_tuple(clause) for clause in clauses if clause.contype == ConstrType.CONSTR_CHECK)
    rest = sorted((tree_to_tuple(clause) for clause in clauses if clause.contype != ConstrType.CONSTR_CHECK), key=repr)
    head = (tree_to_tuple(node.domainname), tree_to_tuple(node.typeName), tree_to_tuple(node.collClause))
    return ("CreateDomainStmt", *head, checks, tuple(rest))


def _trigger_form(node: Parsed) -> Tree:
    """Normalize a trigger: OLD TABLE and NEW TABLE may come in any order."""
    transitions = tuple(sorted((tree_to_tuple(found) for found in node.transitionRels or ()), key=repr))
    said = ((name, tree_to_tuple(getattr(node, name))) for name in node if name != "transitionRels")
    return ("CreateTrigStmt", transitions, *said)


def _grant_form(node: Parsed) -> Tree:
    """Normalize a GRANT or REVOKE: the server keeps its privileges, and the columns of each, as sets."""
    privileges = tuple(sorted((_privilege(each) for each in node.privileges or ()), key=repr))
    said = ((name, tree_to_tuple(getattr(node, name))) for name in node if name != "privileges")
    return ("GrantStmt", privileges, *said)


def _privilege(node: Parsed) -> Tree:
    return node.priv_name, tuple(sorted((tree_to_tuple(column) for column in node.cols or ()), key=repr))


FORMS: dict[type, Callable[[Any], Tree]] = {
    ast.CreateStmt: normalize_table,
    ast.CreateSeqStmt: _sequence_form,
    ast.CreateDomainStmt: _domain_form,
    ast.GrantStmt: _grant_form,
    ast.CreateTrigStmt: _trigger_form,
}
