"""Read a column and the constraints of a table from their nodes."""

from dataclasses import dataclass, field, replace

from pglast import ast
from pglast.enums import ConstrType

from engine.catalog.ddl_text import DdlText
from engine.catalog.model import Check, Column, ForeignKey, Key
from engine.source.node_strings import node_strings
from engine.source.type_names import type_name
from engine.source.unit_names import Namer

_SERIALS = {"smallserial": "smallint", "serial": "integer", "bigserial": "bigint"}
_SERIALS |= {"serial2": "smallint", "serial4": "integer", "serial8": "bigint"}
_ACTIONS = {"r": "RESTRICT", "c": "CASCADE", "n": "SET NULL", "d": "SET DEFAULT"}


@dataclass(slots=True)
class FoundConstraints:
    """The keys, checks and references found so far."""

    keys: list[Key] = field(default_factory=list)
    checks: list[Check] = field(default_factory=list)
    foreign_keys: list[ForeignKey] = field(default_factory=list)


def column_from_node(node: ast.ColumnDef, text: DdlText, namer: Namer, found: FoundConstraints) -> Column:
    """Return a column, and add its keys, checks and references to what was found."""
    made = Column(node.colname or "", type_spelling(node.typeName, text), _stored_type(node.typeName))
    if made.type_name != type_name(node.typeName):
        made = replace(made, not_null=True, default="nextval")
    if node.collClause is not None:
        made = replace(made, collation=".".join(node_strings(node.collClause.collname)))
    for each in node.constraints or ():
        if isinstance(each, ast.Constraint):
            made = _constrained(made, each, text)
            collect_constraint(each, text, namer, found, (made.name,))
    return made


def type_spelling(node: ast.TypeName | None, text: DdlText) -> str:
    """Return a type as the source spells it."""
    location = node.location if node else None
    if isinstance(location, int) and location >= 0:
        return text.type_at(location)
    return type_name(node)


def _stored_type(node: ast.TypeName | None) -> str:
    name = type_name(node)
    return _SERIALS.get(name, name)


def _constrained(made: Column, node: ast.Constraint, text: DdlText) -> Column:
    location = node.location or 0
    match node.contype:
        case ConstrType.CONSTR_NOTNULL | ConstrType.CONSTR_PRIMARY:
            return replace(made, not_null=True)
        case ConstrType.CONSTR_DEFAULT:
            return replace(made, default=text.clause_at(location, 1))
        case ConstrType.CONSTR_IDENTITY:
            return replace(made, not_null=True, identity="always" if node.generated_when == "a" else "by default")
        case ConstrType.CONSTR_GENERATED:
            return replace(made, generated=text.clause_at(location, 3))
    return made


def collect_constraint(
    node: ast.Constraint, text: DdlText, namer: Namer, found: FoundConstraints, columns: tuple[str, ...] = ()
) -> None:
    """Add a constraint to what was found; `columns` names the column that it is written after."""
    name, location = node.conname or "", node.location or 0
    match node.contype:
        case ConstrType.CONSTR_PRIMARY | ConstrType.CONSTR_UNIQUE:
            primary = node.contype == ConstrType.CONSTR_PRIMARY
            found.keys.append(Key(tuple(node_strings(node.keys)) or columns, primary, name))
        case ConstrType.CONSTR_CHECK:
            found.checks.append(Check(text.condition_at(location), name))
        case ConstrType.CONSTR_FOREIGN:
            own, theirs = tuple(node_strings(node.fk_attrs)) or columns, tuple(node_strings(node.pk_attrs))
            on_delete, on_update = _action(node.fk_del_action), _action(node.fk_upd_action)
            references = namer.relation(node.pktable)
            found.foreign_keys.append(ForeignKey(own, references, theirs, name, on_delete, on_update))


def _action(letter: object) -> str:
    if not isinstance(letter, str):
        return ""
    return _ACTIONS.get(letter, "")
