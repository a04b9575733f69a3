"""A column: its type and clauses become a field, its constraints join the table's list."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from pglast.enums import ConstrType

from engine.lift.objects.ddl import Piece
from engine.lift.objects.object_names import dotted_name, quote_identifier
from engine.lift.objects.sequence import sequence_options
from engine.lift.objects.tables.constraint import TableConstraint, lift_constraint
from engine.lift.objects.unsupported_shape import UnsupportedShape, expect_only
from engine.spec.model import Field

if TYPE_CHECKING:
    from engine.lift.objects.ddl import Ddl
    from engine.lift.objects.parsed_node import Parsed

KNOWN = {"colname", "typeName", "constraints", "collClause", "location", "storage_name", "compression", "is_local"}
LANGUAGE_TYPES = {"enum", "ref"}
IDENTITY = {"a": "always", "d": "by default"}
ATTRIBUTES: dict[ConstrType, dict[str, Any]] = {
    ConstrType.CONSTR_ATTR_DEFERRABLE: {"deferrable": True},
    ConstrType.CONSTR_ATTR_NOT_DEFERRABLE: {},
    ConstrType.CONSTR_ATTR_DEFERRED: {"initially": "deferred", "deferrable": True},
    ConstrType.CONSTR_ATTR_IMMEDIATE: {},
}
PLAIN_CLAUSES = (ConstrType.CONSTR_NULL, ConstrType.CONSTR_NOTNULL)


@dataclass(slots=True)
class LiftedColumn:
    """A column while its clauses are read."""

    name: str
    said: dict[str, Any] = field(default_factory=dict)
    constraints: list[TableConstraint] = field(default_factory=list)

    @property
    def field(self) -> Field:
        return Field(name=self.name, **self.said)


def lift_column(ddl: Ddl, node: Parsed, piece: Piece) -> LiftedColumn:
    """Return the field of a column and the constraints written with it, in order."""
    expect_only(node, KNOWN)
    if node.typeName is None:
        raise UnsupportedShape("a column without a type")
    column = LiftedColumn(quote_identifier(node.colname))
    bounds = _bounds(ddl, node, piece)
    column.said["type"] = _type(ddl, _name_end(ddl, piece.first), _type_end(ddl, node, piece, bounds))
    for attribute, name in (("storage", node.storage_name), ("compression", node.compression)):
        if name:
            column.said[attribute] = quote_identifier(name)
    if node.collClause:
        column.said["collate"] = dotted_name(node.collClause.collname)
    for clause in node.constraints or ():
        first = ddl.at(clause.location)
        _read_clause(ddl, clause, Piece(first, min(at for at in bounds if at > first)), column)
    return column


def _name_end(ddl: Ddl, first: int) -> int:
    """Return the token after a name, which may say how its code points are escaped."""
    if ddl.tokens[first + 1].name == "UESCAPE":
        return first + 3
    return first + 1


def _bounds(ddl: Ddl, node: Parsed, piece: Piece) -> list[int]:
    starts = [ddl.at(clause.location) for clause in node.constraints or ()]
    if node.collClause:
        starts.append(ddl.at(node.collClause.location))
    return [*starts, piece.stop]


def _type_end(ddl: Ddl, node: Parsed, piece: Piece, bounds: list[int]) -> int:
    end = min(bounds)
    for keyword, said in (("STORAGE", node.storage_name), ("COMPRESSION", node.compression)):
        if said:
            end = min(end, ddl.find(keyword, piece.first + 2, piece.stop))
    return end


def _type(ddl: Ddl, first: int, stop: int) -> str:
    written = ddl.slice(first, stop)
    if written.split("(")[0].strip().lower() in LANGUAGE_TYPES:
        raise UnsupportedShape(f"a type that looks like a type of SpecQL: {written}")
    return written


def _say(column: LiftedColumn, key: str, value: str) -> None:
    if key in column.said:
        raise UnsupportedShape(f"a column with {key} twice")
    column.said[key] = value


def _read_clause(ddl: Ddl, clause: Parsed, piece: Piece, column: LiftedColumn) -> None:
    kind = ConstrType(clause.contype)
    if kind in ATTRIBUTES:
        if not column.constraints:
            raise UnsupportedShape("DEFERRABLE without a constraint before it")
        column.constraints[-1] = replace(column.constraints[-1], **ATTRIBUTES[kind])
    elif kind in PLAIN_CLAUSES:
        _read_nullability(clause, kind, column)
    elif kind in VALUES:
        VALUES[kind](ddl, clause, piece, column)
    else:
        column.constraints.append(lift_constraint(ddl, clause, piece, column.name))


def _read_nullability(clause: Parsed, kind: ConstrType, column: LiftedColumn) -> None:
    expect_only(clause, {"contype", "conname", "location", "initially_valid", "is_enforced"})
    nullable = kind is ConstrType.CONSTR_NULL
    if column.said.get("nullable", nullable) is not nullable:
        raise UnsupportedShape("a column that is both NULL and NOT NULL")
    if (clause.conname or "not_null_name" in column.said) and (nullable or "nullable" in column.said):
        raise UnsupportedShape("a named NULL, or a named NOT NULL beside another")
    column.said["nullable"] = nullable
    if clause.conname:
        column.said["not_null_name"] = quote_identifier(clause.conname)


def _read_default(ddl: Ddl, clause: Parsed, piece: Piece, column: LiftedColumn) -> None:
    expect_only(clause, {"contype", "location", "raw_expr"})
    _say(column, "default", ddl.slice(ddl.find("DEFAULT", *piece) + 1, piece.stop))


def _read_identity(ddl: Ddl, clause: Parsed, _piece: Piece, column: LiftedColumn) -> None:
    expect_only(clause, {"contype", "location", "generated_when", "options"})
    _say(column, "identity", IDENTITY[clause.generated_when])
    column.said["sequence"] = tuple(sequence_options(ddl, clause.options or ()).items())


def _read_generated(ddl: Ddl, clause: Parsed, piece: Piece, column: LiftedColumn) -> None:
    expect_only(clause, {"contype", "location", "raw_expr", "generated_when", "generated_kind"})
    if clause.generated_when != "a":
        raise UnsupportedShape("GENERATED BY DEFAULT AS an expression")
    _say(column, "generated", ddl.parenthesised(ddl.find("AS", *piece) + 1))
    column.said["stored"] = clause.generated_kind == "s"


VALUES = {
    ConstrType.CONSTR_DEFAULT: _read_default,
    ConstrType.CONSTR_IDENTITY: _read_identity,
    ConstrType.CONSTR_GENERATED: _read_generated,
}
