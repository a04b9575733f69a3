"""Fold a COMMENT or an ALTER into the entry of its object."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from pglast import ast
from pglast.enums import AlterTableType, ConstrType, ObjectType

from engine.lift.objects.ddl import Ddl, Piece
from engine.lift.objects.element_notes import join_notes, whole_note
from engine.lift.objects.object_names import dotted_name, quote_identifier
from engine.lift.objects.policy import role_text
from engine.lift.objects.tables.constraint import lift_constraint
from engine.lift.objects.unsupported_shape import UnsupportedShape
from engine.spec.model import CompositeSpec, SpecFile, TableOptions, TriggerSpec

if TYPE_CHECKING:
    from engine.lift.objects.parsed_node import Parsed

Entry = Any
"""An entry of one of a file's lists, or the file itself for its table."""

WHOLE = {
    ObjectType.OBJECT_TABLE: "table",
    ObjectType.OBJECT_VIEW: "views",
    ObjectType.OBJECT_MATVIEW: "views",
    ObjectType.OBJECT_INDEX: "indexes",
    ObjectType.OBJECT_SEQUENCE: "sequences",
    ObjectType.OBJECT_TYPE: "types",
    ObjectType.OBJECT_DOMAIN: "types",
    ObjectType.OBJECT_TRIGGER: "triggers",
    ObjectType.OBJECT_EVENT_TRIGGER: "triggers",
    ObjectType.OBJECT_POLICY: "policies",
    ObjectType.OBJECT_RULE: "rules",
    ObjectType.OBJECT_SCHEMA: "schemas",
    ObjectType.OBJECT_FUNCTION: "actions",
    ObjectType.OBJECT_PROCEDURE: "actions",
}
SWITCHES = {
    AlterTableType.AT_EnableTrig: None,
    AlterTableType.AT_DisableTrig: "disabled",
    AlterTableType.AT_EnableReplicaTrig: "replica",
    AlterTableType.AT_EnableAlwaysTrig: "always",
}
PARTS = {ObjectType.OBJECT_COLUMN: "fields", ObjectType.OBJECT_TABCONSTRAINT: "constraints"}


def fold_comment(entry: Entry, part: str | None, text: str, kind: ObjectType, note: str | None) -> Entry | None:
    """Return the entry with a description, of itself or of a part; None if it has no such part.

    `note` is the comment above the COMMENT.
    """
    if part is None:
        return replace(entry, description=text, note=join_notes(entry.note, note))
    key = "composite" if isinstance(entry, CompositeSpec) else PARTS[kind]
    found = [at for at, each in enumerate(getattr(entry, key)) if each.name == quote_identifier(part)]
    if not found:
        return None
    parts = list(getattr(entry, key))
    described = parts[found[0]]
    parts[found[0]] = replace(described, description=text, note=join_notes(described.note, note))
    return replace(entry, **{key: tuple(parts)})


def changed_trigger_state(node: Parsed) -> str | None:
    """Return the name of the trigger that an ALTER TABLE enables or disables, if it does nothing else."""
    commands: Parsed = getattr(node, "cmds", ())
    if len(commands) == 1 and commands[0].subtype in SWITCHES:
        return commands[0].name
    return None


def fold_alter(entry: Entry, node: Parsed, text: str, note: str | None) -> Entry | None:
    """Return the entry after an ALTER, with the comment above it; None if the ALTER has no key in the spec."""
    ddl = Ddl(text)
    try:
        changed = _changed(entry, node, ddl)
    except UnsupportedShape:
        return None
    said = join_notes(note, whole_note(ddl))
    if changed is None or said is None:
        return changed
    if isinstance(changed, SpecFile) and len(changed.constraints) == len(entry.constraints) + 1:
        added: Entry = changed.constraints[-1]
        return replace(changed, constraints=(*changed.constraints[:-1], replace(added, note=said)))
    return replace(changed, note=join_notes(changed.note, said))


def _changed(entry: Entry, node: Parsed, ddl: Ddl) -> Entry | None:
    if isinstance(node, ast.AlterSeqStmt):
        return _owned(entry, node)
    if isinstance(entry, TriggerSpec):
        return replace(entry, enabled=SWITCHES[node.cmds[0].subtype])
    if not isinstance(entry, SpecFile):
        return None
    return _altered_table(entry, node, ddl)


def _owned(entry: Entry, node: Parsed) -> Entry | None:
    said = {option.defname: option.arg for option in node.options or ()}
    if said.keys() != {"owned_by"}:
        return None
    return replace(entry, owned_by=dotted_name(said["owned_by"]))


def _altered_table(spec: SpecFile, node: Parsed, ddl: Ddl) -> SpecFile | None:
    options = spec.options or TableOptions()
    if options.partition_by or options.partition_of or options.inherits:
        return None
    for command in node.cmds:
        changed = _command(spec, command, ddl)
        if changed is None:
            return None
        spec = changed
    return spec


def _command(spec: SpecFile, command: Parsed, ddl: Ddl) -> SpecFile | None:
    options = spec.options or TableOptions()
    match command.subtype:
        case AlterTableType.AT_AddConstraint if _is_as_if_created(spec, command.def_):
            return _constrained(spec, command.def_, ddl)
        case AlterTableType.AT_EnableRowSecurity:
            return replace(spec, options=replace(options, row_security="enable"))
        case AlterTableType.AT_ForceRowSecurity if options.row_security:
            return replace(spec, options=replace(options, row_security="force"))
        case AlterTableType.AT_ChangeOwner:
            return replace(spec, options=replace(options, owner=role_text(command.newowner)))
        case _:
            return None


def _is_as_if_created(spec: SpecFile, node: Parsed) -> bool:
    """Return whether a new constraint means what it would mean inside CREATE TABLE.

    CREATE TABLE makes valid constraints only, and none if the table exists already.
    """
    is_there_maybe = spec.options is not None and spec.options.if_not_exists
    return not (is_there_maybe or node.skip_validation or node.contype == ConstrType.CONSTR_NOTNULL)


def _constrained(spec: SpecFile, node: Parsed, ddl: Ddl) -> SpecFile:
    if node.indexname:
        raise UnsupportedShape("a constraint on an index from another statement")
    first = ddl.at(node.location)
    comma = ddl.seek("ASCII_44", first)
    constraint = lift_constraint(ddl, node, Piece(first, ddl.end if comma is None else comma))
    return replace(spec, constraints=(*spec.constraints, constraint))
