"""A type that the project defines: enum, composite, range or domain."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from pglast.enums import ConstrType

from engine.lift.objects.ddl import Piece
from engine.lift.objects.element_notes import notes_of, whole_note
from engine.lift.objects.object_names import dotted_name, optional_identifier, quote_identifier, schema_and_name
from engine.lift.objects.tables.column import lift_column
from engine.lift.objects.tables.constraint import lift_constraint
from engine.lift.objects.unsupported_shape import UnsupportedShape, expect_only
from engine.spec.model import AttributeSpec, CompositeSpec, DomainSpec, EnumSpec, NotNullSpec, RangeSpec

if TYPE_CHECKING:
    from engine.lift.objects.ddl import Ddl
    from engine.lift.objects.parsed_node import Parsed
    from engine.spec.model import ConstraintSpec


def lift_enum(ddl: Ddl, node: Parsed) -> EnumSpec:
    """CREATE TYPE … AS ENUM."""
    expect_only(node, {"typeName", "vals"})
    schema, name = schema_and_name(node.typeName)
    labels = tuple(label.sval for label in node.vals or ())
    return EnumSpec(name=name, schema=schema, enum=labels, note=whole_note(ddl))


def lift_composite(ddl: Ddl, node: Parsed) -> CompositeSpec:
    """CREATE TYPE … AS (…)."""
    expect_only(node, {"typevar", "coldeflist"})
    at = ddl.at(node.typevar.location)
    pieces = ddl.items(ddl.inside(ddl.find("ASCII_40", at)))
    attributes = [_attribute(ddl, *pair) for pair in zip(node.coldeflist or (), pieces, strict=True)]
    notes, rest = notes_of(ddl, pieces)
    return CompositeSpec(
        name=quote_identifier(node.typevar.relname),
        schema=optional_identifier(node.typevar.schemaname),
        composite=tuple(replace(made, note=note) for made, note in zip(attributes, notes, strict=True)),
        note=rest,
    )


def _attribute(ddl: Ddl, node: Parsed, piece: Piece) -> AttributeSpec:
    column = lift_column(ddl, node, piece)
    if column.constraints or not column.said.keys() <= {"type", "collate"}:
        raise UnsupportedShape("an attribute with a constraint")
    return AttributeSpec(name=column.name, **column.said)


def lift_range(ddl: Ddl, node: Parsed) -> RangeSpec:
    """CREATE TYPE … AS RANGE."""
    expect_only(node, {"typeName", "params"})
    schema, name = schema_and_name(node.typeName)
    pieces = ddl.items(ddl.inside(ddl.find("ASCII_40", ddl.find("RANGE"))))
    said = tuple(
        (quote_identifier(param.defname), ddl.slice(ddl.find("ASCII_61", *piece) + 1, piece.stop))
        for param, piece in zip(node.params or (), pieces, strict=True)
    )
    return RangeSpec(name=name, schema=schema, range=said, note=whole_note(ddl))


def lift_domain(ddl: Ddl, node: Parsed) -> DomainSpec:
    """CREATE DOMAIN."""
    expect_only(node, {"domainname", "typeName", "collClause", "constraints"})
    schema, name = schema_and_name(node.domainname)
    bounds = [ddl.at(clause.location) for clause in node.constraints or ()]
    if node.collClause:
        bounds.append(ddl.at(node.collClause.location))
    bounds.append(ddl.end)
    said: dict[str, Any] = {"domain": ddl.slice(ddl.at(node.typeName.location), min(bounds))}
    constraints: list[ConstraintSpec] = []
    for clause in node.constraints or ():
        first = ddl.at(clause.location)
        _read_clause(ddl, clause, Piece(first, min(at for at in bounds if at > first)), said, constraints)
    if node.collClause:
        said["collate"] = dotted_name(node.collClause.collname)
    return DomainSpec(name=name, schema=schema, constraints=tuple(constraints), note=whole_note(ddl), **said)


def _read_clause(
    ddl: Ddl, clause: Parsed, piece: Piece, said: dict[str, Any], constraints: list[ConstraintSpec]
) -> None:
    match ConstrType(clause.contype):
        case ConstrType.CONSTR_DEFAULT:
            said["default"] = ddl.slice(ddl.find("DEFAULT", *piece) + 1, piece.stop)
        case ConstrType.CONSTR_NOTNULL:
            expect_only(clause, {"contype", "conname", "location", "initially_valid", "is_enforced"})
            constraints.append(NotNullSpec(name=optional_identifier(clause.conname)))
        case ConstrType.CONSTR_CHECK:
            constraints.append(lift_constraint(ddl, clause, piece))
        case other:
            raise UnsupportedShape(f"{other.name} of a domain")
