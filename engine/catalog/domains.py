"""Domains: types with constraints on their values."""

from dataclasses import replace

from pglast import ast
from pglast.enums import ConstrType

from engine.catalog.columns import type_spelling
from engine.catalog.ddl_text import DdlText
from engine.catalog.model import Check, Domain
from engine.source.node_strings import node_strings
from engine.source.type_names import type_name
from engine.source.unit_names import Namer


def domain_from_node(node: ast.CreateDomainStmt, text: DdlText, namer: Namer) -> Domain:
    """Return a domain from its CREATE statement."""
    made = Domain(
        namer.qualified(node_strings(node.domainname)), type_spelling(node.typeName, text), type_name(node.typeName)
    )
    for each in node.constraints or ():
        if isinstance(each, ast.Constraint):
            made = _constrained(made, each, text)
    return made


def _constrained(made: Domain, node: ast.Constraint, text: DdlText) -> Domain:
    location = node.location or 0
    match node.contype:
        case ConstrType.CONSTR_NOTNULL:
            return replace(made, not_null=True)
        case ConstrType.CONSTR_DEFAULT:
            return replace(made, default=text.clause_at(location, 1))
        case ConstrType.CONSTR_CHECK:
            return replace(made, checks=(*made.checks, Check(text.condition_at(location), node.conname or "")))
    return made


def apply_alter_domain(known: Domain, node: ast.AlterDomainStmt, text: DdlText) -> Domain:
    """Return a domain after an ALTER; the parser encodes the command as a letter."""
    match node.subtype:
        case "O":
            return replace(known, not_null=True)
        case "N":
            return replace(known, not_null=False)
        case "C" if isinstance(node.def_, ast.Constraint):
            return _constrained(known, node.def_, text)
        case "X":
            return replace(known, checks=tuple(each for each in known.checks if each.name != node.name))
    return known
