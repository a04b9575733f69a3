"""A table: columns to fields, the rest to constraints and options."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, NamedTuple

from pglast import ast
from pglast.enums import ConstrType, OnCommitAction

from engine.lift.objects.ddl import Piece
from engine.lift.objects.element_notes import notes_of
from engine.lift.objects.friendly_types import enum_field, reference_field
from engine.lift.objects.object_names import optional_identifier, relation_name, title_from_name
from engine.lift.objects.tables.column import LiftedColumn, lift_column
from engine.lift.objects.tables.constraint import TableConstraint, lift_constraint
from engine.lift.objects.unsupported_shape import UnsupportedShape, expect_only
from engine.spec.model import CheckSpec, ConstraintSpec, Field, ForeignKeySpec, SpecFile, TableOptions

if TYPE_CHECKING:
    from collections.abc import Sequence

    from engine.lift.objects.ddl import Ddl
    from engine.lift.objects.parsed_node import Parsed

KNOWN = {
    "relation", "tableElts", "inhRelations", "partbound", "partspec", "ofTypename", "options", "oncommit",
    "tablespacename", "accessMethod", "if_not_exists",
}  # fmt: skip
PERSISTENCE = {"p": None, "u": "unlogged", "t": "temporary"}
ON_COMMIT = {
    OnCommitAction.ONCOMMIT_NOOP: None,
    OnCommitAction.ONCOMMIT_PRESERVE_ROWS: "preserve rows",
    OnCommitAction.ONCOMMIT_DELETE_ROWS: "delete rows",
    OnCommitAction.ONCOMMIT_DROP: "drop",
}


class TableElement(NamedTuple):
    """An entry between the parentheses of CREATE TABLE."""

    node: Parsed
    piece: Piece


class TableColumns(NamedTuple):
    """The fields and constraints of a table, with the elements that they came from."""

    fields: tuple[Field, ...]
    constraints: tuple[TableConstraint, ...]
    field_pieces: tuple[Piece, ...]
    constraint_pieces: tuple[Piece, ...]


def lift_table(ddl: Ddl, node: Parsed) -> tuple[SpecFile, TableColumns]:
    """Return the entity of a table, and the origins of its parts."""
    expect_only(node, KNOWN)
    elements, behind = _elements(ddl, node)
    likes = _likes(ddl, elements)
    columns = _columns(ddl, [element for element in elements if not isinstance(element.node, ast.TableLikeClause)])
    options = _options(ddl, node, behind, likes)
    columns, note = _noted(ddl, columns, elements)
    name = relation_name(node.relation)
    spec = SpecFile(
        entity=title_from_name(node.relation.relname),
        schema=optional_identifier(node.relation.schemaname),
        table=name,
        note=note,
        fields=columns.fields,
        constraints=columns.constraints,
        options=None if options == TableOptions() else options,
    )
    return spec, columns


def _elements(ddl: Ddl, node: Parsed) -> tuple[list[TableElement], int]:
    """Return the entries between the parentheses, and the index of the first token after them."""
    at = ddl.at(node.relation.location) + (3 if node.relation.schemaname else 1)
    if node.ofTypename or node.partbound:
        if node.tableElts:
            raise UnsupportedShape("a partition or a typed table with its own columns or constraints")
        return [], at
    closing = ddl.closing(at)
    pieces = ddl.items(Piece(at + 1, closing))
    nodes = node.tableElts or ()
    if len(pieces) != len(nodes):
        raise UnsupportedShape("two columns have the same name")
    return [TableElement(*pair) for pair in zip(nodes, pieces, strict=True)], closing + 1


def _likes(ddl: Ddl, elements: Sequence[TableElement]) -> tuple[str, ...]:
    """Return the LIKE clauses, which must come first: a spec cannot hold them between fields."""
    likes = [at for at, element in enumerate(elements) if isinstance(element.node, ast.TableLikeClause)]
    if likes != list(range(len(likes))):
        raise UnsupportedShape("LIKE after a column")
    return tuple(ddl.slice(elements[at].piece.first + 1, elements[at].piece.stop) for at in likes)


def _columns(ddl: Ddl, elements: Sequence[TableElement]) -> TableColumns:
    lifted = [_element(ddl, element) for element in elements]
    everywhere = [
        found for each in lifted for found in (each.constraints if isinstance(each, LiftedColumn) else [each])
    ]
    fields, constraints, field_pieces, constraint_pieces = [], [], [], []
    for element, found in zip(elements, lifted, strict=True):
        if isinstance(found, LiftedColumn):
            listed = any(isinstance(constraint, ForeignKeySpec) for constraint in constraints)
            own = {id(constraint) for constraint in found.constraints}
            others = [constraint for constraint in everywhere if id(constraint) not in own]
            column, rest = _friendlier(found, others, keys_are_listed=listed)
            fields.append(column)
            field_pieces.append(element.piece)
        else:
            rest = [found]
        constraints += rest
        constraint_pieces += [element.piece] * len(rest)
    return TableColumns(tuple(fields), tuple(constraints), tuple(field_pieces), tuple(constraint_pieces))


def _element(ddl: Ddl, element: TableElement) -> LiftedColumn | TableConstraint:
    match element.node:
        case ast.ColumnDef() as node:
            return lift_column(ddl, node, element.piece)
        case ast.Constraint(contype=ConstrType.CONSTR_NOTNULL):
            raise UnsupportedShape("NOT NULL as a table constraint")
        case ast.Constraint() as node:
            return lift_constraint(ddl, node, element.piece)
        case other:
            raise UnsupportedShape(f"{type(other).__name__} among the columns")


def _friendlier(
    column: LiftedColumn, others: Sequence[ConstraintSpec], *, keys_are_listed: bool
) -> tuple[Field, list[TableConstraint]]:
    """Return the field with those of its constraints that it can express, and the rest of them."""
    said, rest = column.field, list(column.constraints)
    enumerated = enum_field(said, rest, others)
    if enumerated:
        said = enumerated
        rest = list[TableConstraint](constraint for constraint in rest if not isinstance(constraint, CheckSpec))
    for key in [constraint for constraint in rest if isinstance(constraint, ForeignKeySpec)]:
        # Keys in the list are created after those of the fields, so none may move to a field after one that stays.
        referring = None if keys_are_listed or enumerated else reference_field(said, key)
        keys_are_listed = referring is None
        if referring:
            said = referring
            rest.remove(key)
    return said, rest


def _options(ddl: Ddl, node: Parsed, behind: int, likes: tuple[str, ...]) -> TableOptions:
    parents = tuple(relation_name(parent) for parent in node.inhRelations or ())
    said: dict[str, Any] = {
        "if_not_exists": bool(node.if_not_exists),
        "persistence": PERSISTENCE[node.relation.relpersistence],
        "on_commit": ON_COMMIT[OnCommitAction(node.oncommit)],
        "like": likes,
        "using": optional_identifier(node.accessMethod),
        "tablespace": optional_identifier(node.tablespacename),
    }
    if node.partbound:
        said |= {"partition_of": parents[0], "bounds": _bounds(ddl, behind)}
        behind = _bounds_end(ddl, behind)
    else:
        said["inherits"] = parents
    if node.ofTypename:
        said["of_type"] = ddl.slice(ddl.find("OF", behind) + 1, _of_type_end(ddl, behind))
    if node.partspec:
        by = ddl.find("BY", ddl.find("PARTITION", behind))
        said["partition_by"] = ddl.slice(by + 1, ddl.closing(ddl.find("ASCII_40", by)) + 1)
    if node.options:
        said["with_"] = ddl.parenthesised(ddl.find("WITH", behind) + 1)
    return TableOptions(**said)


def _of_type_end(ddl: Ddl, behind: int) -> int:
    first = ddl.find("OF", behind) + 1
    if ddl.name(first + 1) == "ASCII_46":
        return first + 3
    return first + 1


def _bounds(ddl: Ddl, behind: int) -> str:
    values = ddl.seek("VALUES", behind)
    if values is None:
        return "DEFAULT"
    return ddl.slice(values + 1, _bounds_end(ddl, behind))


def _bounds_end(ddl: Ddl, behind: int) -> int:
    """Return the index after FROM (…) TO (…), IN (…), WITH (…) or DEFAULT."""
    values = ddl.seek("VALUES", behind)
    if values is None:
        return ddl.find("DEFAULT", behind) + 1
    closing = ddl.closing(ddl.find("ASCII_40", values))
    if ddl.name(values + 1) == "FROM":
        closing = ddl.closing(ddl.find("ASCII_40", closing + 1))
    return closing + 1


def _noted(ddl: Ddl, columns: TableColumns, elements: Sequence[TableElement]) -> tuple[TableColumns, str | None]:
    """Return the parts with their comments as notes."""
    pieces = [element.piece for element in elements]
    notes, rest = notes_of(ddl, pieces)
    found = dict(zip(pieces, notes, strict=True))
    fields = [
        replace(made, note=found[piece]) for made, piece in zip(columns.fields, columns.field_pieces, strict=True)
    ]
    own = set(pieces) - set(columns.field_pieces)
    constraints = [
        replace(made, note=found[piece]) if piece in own else made
        for made, piece in zip(columns.constraints, columns.constraint_pieces, strict=True)
    ]
    likes = [found[piece] for piece in pieces if piece in own and piece not in columns.constraint_pieces]
    note = "\n".join(line for line in [rest, *likes] if line)
    return columns._replace(fields=tuple(fields), constraints=tuple(constraints)), note or None
