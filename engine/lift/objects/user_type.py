"""A type of the project's own: enum, composite, range or domain."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from pglast.enums import ConstrType

from engine.lift.objects.column import lift_column
from engine.lift.objects.constraint import lift_constraint
from engine.lift.objects.ddl import Piece
from engine.lift.objects.names import dotted, identifier, schema_and_name
from engine.lift.objects.notes import notes_of, whole_note
from engine.lift.objects.unshaped import Unshaped, expect_only
from engine.spec.model import Attribute, Composite, Domain, Enum, NotNull, Range

if TYPE_CHECKING:
    from engine.lift.objects.ddl import Ddl
    from engine.lift.objects.parsed import Parsed
    from engine.spec.model import Constraint


def lift_enum(ddl: Ddl, node: Parsed) -> Enum:
    """CREATE TYPE … AS ENUM."""
    expect_only(node, {"typeName", "vals"})
    schema, name = schema_and_name(node.typeName)
    labels = tuple(label.sval for label in node.vals or ())
    return Enum(name=name, schema=schema, enum=labels, note=whole_note(ddl))


def lift_composite(ddl: Ddl, node: Parsed) -> Composite:
    """CREATE TYPE … AS (…)."""
    expect_only(node, {"typevar", "coldeflist"})
    at = ddl.at(node.typevar.location)
    pieces = ddl.items(ddl.inside(ddl.find("ASCII_40", at)))
    attributes = [_attribute(ddl, *pair) for pair in zip(node.coldeflist or (), pieces, strict=True)]
    notes, rest = notes_of(ddl, pieces)
    return Composite(
        name=identifier(node.typevar.relname),
        schema=identifier(node.typevar.schemaname) if node.typevar.schemaname else None,
        composite=tuple(replace(made, note=note) for made, note in zip(attributes, notes, strict=True)),
        note=rest,
    )


def _attribute(ddl: Ddl, node: Parsed, piece: Piece) -> Attribute:
    column = lift_column(ddl, node, piece)
    if column.constraints or not column.said.keys() <= {"type", "collate"}:
        raise Unshaped("an attribute with a constraint")
    return Attribute(name=column.name, **column.said)


def lift_range(ddl: Ddl, node: Parsed) -> Range:
    """CREATE TYPE … AS RANGE."""
    expect_only(node, {"typeName", "params"})
    schema, name = schema_and_name(node.typeName)
    pieces = ddl.items(ddl.inside(ddl.find("ASCII_40", ddl.find("RANGE"))))
    said = tuple(
        (identifier(param.defname), ddl.slice(ddl.find("ASCII_61", *piece) + 1, piece.stop))
        for param, piece in zip(node.params or (), pieces, strict=True)
    )
    return Range(name=name, schema=schema, range=said, note=whole_note(ddl))


def lift_domain(ddl: Ddl, node: Parsed) -> Domain:
    """CREATE DOMAIN."""
    expect_only(node, {"domainname", "typeName", "collClause", "constraints"})
    schema, name = schema_and_name(node.domainname)
    bounds = [ddl.at(clause.location) for clause in node.constraints or ()]
    if node.collClause:
        bounds.append(ddl.at(node.collClause.location))
    bounds.append(ddl.end)
    said: dict[str, Any] = {"domain": ddl.slice(ddl.at(node.typeName.location), min(bounds))}
    constraints: list[Constraint] = []
    for clause in node.constraints or ():
        first = ddl.at(clause.location)
        _read_clause(ddl, clause, Piece(first, min(at for at in bounds if at > first)), said, constraints)
    if node.collClause:
        said["collate"] = dotted(node.collClause.collname)
    return Domain(name=name, schema=schema, constraints=tuple(constraints), note=whole_note(ddl), **said)


def _read_clause(ddl: Ddl, clause: Parsed, piece: Piece, said: dict[str, Any], constraints: list[Constraint]) -> None:
    match ConstrType(clause.contype):
        case ConstrType.CONSTR_DEFAULT:
            said["default"] = ddl.slice(ddl.find("DEFAULT", *piece) + 1, piece.stop)
        case ConstrType.CONSTR_NOTNULL:
            expect_only(clause, {"contype", "conname", "location", "initially_valid", "is_enforced"})
            constraints.append(NotNull(name=identifier(clause.conname) if clause.conname else None))
        case ConstrType.CONSTR_CHECK:
            constraints.append(lift_constraint(ddl, clause, piece))
        case other:
            raise Unshaped(f"{other.name} of a domain")
