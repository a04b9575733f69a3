"""Lift one DDL unit to a spec of its own."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from pglast import ast
from pglast.enums import ObjectType

from engine.lift.lift_result import LiftCounts, LiftResult
from engine.lift.objects.ddl import Ddl, Piece
from engine.lift.objects.element_notes import join_notes
from engine.lift.objects.object_names import title_from_name
from engine.lift.objects.policy import lift_policy
from engine.lift.objects.rule import lift_rule
from engine.lift.objects.schema import lift_schema
from engine.lift.objects.script.anonymous_block import lift_anonymous_block
from engine.lift.objects.script.lift_script import SCRIPT_LIFTERS
from engine.lift.objects.sequence import lift_sequence
from engine.lift.objects.tables.index import lift_index
from engine.lift.objects.tables.table import TableColumns, lift_table
from engine.lift.objects.trigger import lift_event_trigger, lift_trigger
from engine.lift.objects.unsupported_shape import UnsupportedShape
from engine.lift.objects.user_type import lift_composite, lift_domain, lift_enum, lift_range
from engine.lift.objects.view import lift_materialized_view, lift_view
from engine.lift.objects.whole_statement import (
    lift_grant,
    lift_statement,
    reason_for_kind,
    reason_for_marks,
    unread_statement,
)
from engine.lift.origin import LinkKind, Origin, Path
from engine.lift.template_marks import find_marks, has_marks, unit_without_marks
from engine.source.span import Span
from engine.spec.conventions.all_conventions import fold_conventions
from engine.spec.model import SpecFile

if TYPE_CHECKING:
    from collections.abc import Callable

    from engine.source.unit import Unit

LISTS: dict[type, tuple[str, Callable[[Ddl, Any], Any]]] = {
    ast.IndexStmt: ("indexes", lift_index),
    ast.ViewStmt: ("views", lift_view),
    ast.CreateTrigStmt: ("triggers", lift_trigger),
    ast.CreateEventTrigStmt: ("triggers", lift_event_trigger),
    ast.CreateEnumStmt: ("types", lift_enum),
    ast.CompositeTypeStmt: ("types", lift_composite),
    ast.CreateRangeStmt: ("types", lift_range),
    ast.CreateDomainStmt: ("types", lift_domain),
    ast.CreateSeqStmt: ("sequences", lift_sequence),
    ast.CreatePolicyStmt: ("policies", lift_policy),
    ast.RuleStmt: ("rules", lift_rule),
    ast.CreateSchemaStmt: ("schemas", lift_schema),
}
Entry = Any
"""An entry of any list of a spec file."""

ENTRIES = (*{key for key, _ in LISTS.values()}, "grants", "statements")
GRANTS = (ast.GrantStmt, ast.GrantRoleStmt, ast.AlterDefaultPrivilegesStmt)


def lift_object(unit: Unit, above: str | None = None) -> LiftResult:
    """Return the spec of one table, view, trigger, type or other statement; one without a shape is kept whole.

    `above` is the text of the comment right above it.
    """
    lifted = _lifted(unit)
    if not above:
        return lifted
    return replace(lifted, spec=with_note(lifted.spec, above))


def with_note(spec: SpecFile, above: str) -> SpecFile:
    """Return the spec of one unit with more text in its note."""
    for key in ENTRIES:
        entries = getattr(spec, key)
        if entries and not spec.table:
            noted: dict[str, Any] = {key: (replace(entries[0], note=join_notes(above, entries[0].note)),)}
            return replace(spec, **noted)
    return replace(spec, note=join_notes(above, spec.note))


def _lifted(unit: Unit) -> LiftResult:
    if unit.node is None:
        return _whole(unit, "it does not parse")
    if unit.template or has_marks(unit):
        return _with_marks(unit)
    return _plain(unit)


def _with_marks(unit: Unit) -> LiftResult:
    """Lift a unit with names instead of its marks, and put these back; keep it whole where one would be lost."""
    marks = find_marks(unit)
    plain = unit_without_marks(unit, marks) if marks else None
    if marks is None or plain is None:
        return _whole(unit, reason_for_marks(unit))
    lifted = _plain(plain)
    spec = marks.restored_in(lifted.spec)
    if marks.are_lost_in(spec):
        return _whole(unit, "psql replaces a text that the spec would decode")
    return replace(lifted, spec=spec)


def _plain(unit: Unit) -> LiftResult:
    """Lift a unit that parsed as it is written."""
    ddl = Ddl(unit.text)
    try:
        if isinstance(unit.node, ast.CreateStmt):
            return _table(unit, ddl)
        return _entry(unit, ddl)
    except UnsupportedShape as unshaped:
        return _raw(unit, ddl, unshaped.reason)


def _table(unit: Unit, ddl: Ddl) -> LiftResult:
    whole, columns = lift_table(ddl, unit.node)
    spec = fold_conventions(whole)
    origins = {("table",): _origin(unit, ddl, Piece(0, ddl.end)), **_origins(unit, ddl, spec, columns)}
    return LiftResult(spec, origins, LiftCounts(statements=1, tokens=ddl.end))


def _origins(unit: Unit, ddl: Ddl, spec: SpecFile, columns: TableColumns) -> dict[Path, Origin]:
    """Return the origins of the fields and constraints that no convention replaced."""
    kept = {field.name for field in spec.fields}
    fields = zip(columns.fields, columns.field_pieces, strict=True)
    origins: dict[Path, Origin] = {
        ("fields", field.name): _origin(unit, ddl, piece) for field, piece in fields if field.name in kept
    }
    pieces = {id(made): piece for made, piece in zip(columns.constraints, columns.constraint_pieces, strict=True)}
    for at, constraint in enumerate(spec.constraints):
        origins["constraints", at] = _origin(unit, ddl, pieces[id(constraint)])
    return origins


def _entry(unit: Unit, ddl: Ddl) -> LiftResult:
    """Lift a unit that becomes one entry of one list."""
    node = unit.node
    if isinstance(node, GRANTS):
        return _single(unit, ddl, "grants", lift_grant(ddl))
    if isinstance(node, ast.CreateTableAsStmt) and node.objtype == ObjectType.OBJECT_MATVIEW:
        return _single(unit, ddl, "views", lift_materialized_view(ddl, node))
    if isinstance(node, ast.DoStmt):
        return lift_anonymous_block(unit, ddl)
    if type(node) in LISTS:
        key, lifter = LISTS[type(node)]
        return _single(unit, ddl, key, lifter(ddl, node))
    if type(node) in SCRIPT_LIFTERS:
        return _single(unit, ddl, "statements", SCRIPT_LIFTERS[type(node)](ddl, node))
    return _raw(unit, ddl, reason_for_kind(type(node).__name__))


def _single(unit: Unit, ddl: Ddl, key: str, entry: Entry) -> LiftResult:
    entries: dict[str, Any] = {key: (_unplaced(entry),)}
    spec = SpecFile(module=module_title(unit), schema=getattr(entry, "schema", None), **entries)
    counts = LiftCounts(statements=1, tokens=ddl.end)
    return LiftResult(spec, {(key, 0): _origin(unit, ddl, Piece(0, ddl.end))}, counts)


def _unplaced(entry: Entry) -> Entry:
    """Return the entry without a schema, which its file has."""
    if not getattr(entry, "schema", None):
        return entry
    return replace(entry, schema=None)


def _raw(unit: Unit, ddl: Ddl, reason: str) -> LiftResult:
    spec = SpecFile(module=module_title(unit), statements=(lift_statement(ddl, reason),))
    counts = LiftCounts(statements=1, raw=1, tokens=ddl.end, opaque_tokens=ddl.end)
    return LiftResult(spec, {("statements", 0): _origin(unit, ddl, Piece(0, ddl.end), "raw")}, counts)


def _whole(unit: Unit, reason: str) -> LiftResult:
    spec = SpecFile(module=module_title(unit), statements=(unread_statement(unit.text, reason),))
    return LiftResult(spec, {("statements", 0): Origin(unit.span, "raw")}, LiftCounts(statements=1, raw=1))


def module_title(unit: Unit) -> str:
    """Return the title of a module that holds one unit."""
    return title_from_name(unit.name.partition("(")[0].rpartition(".")[2]) or title_from_name(unit.kind)


def _origin(unit: Unit, ddl: Ddl, piece: Piece, kind: LinkKind = "exact") -> Origin:
    start, end = ddl.tokens[piece.first].start, ddl.tokens[piece.stop - 1].end + 1
    return Origin(Span(unit.span.start + start, unit.span.start + end), kind)
