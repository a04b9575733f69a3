"""Whether the commands of one ALTER TABLE do the same as one statement each.

The server does not run them as written: drops come first, then types, columns, keys, other constraints and the rest. It
also reads the old rows once for all of them. So they are taken apart only if they are written in that order, none
changes a type, and no two run code, which may see each other's effects: functions, or the defaults of a serial column,
an identity or a domain. The constraints of a new column come
after all other columns, so only the last command may add such a column.
"""

from __future__ import annotations

from pglast.enums import AlterTableType, ConstrType

from engine.proof.ddl.tree_form import INDEXED, Parsed
from engine.proof.scripts.function_calls import calls_function
from engine.source.node_strings import node_strings

_DROP, _COLUMN, _ATTRIBUTE, _KEY, _CONSTRAINT, _REST = range(6)
_PASSES = {
    AlterTableType.AT_DropColumn: _DROP,
    AlterTableType.AT_DropConstraint: _DROP,
    AlterTableType.AT_DropNotNull: _DROP,
    AlterTableType.AT_AddColumn: _COLUMN,
    AlterTableType.AT_SetNotNull: _ATTRIBUTE,
    AlterTableType.AT_SetStatistics: _REST,
    AlterTableType.AT_SetOptions: _REST,
    AlterTableType.AT_SetStorage: _REST,
    AlterTableType.AT_ChangeOwner: _REST,
    AlterTableType.AT_SetRelOptions: _REST,
    AlterTableType.AT_EnableRowSecurity: _REST,
    AlterTableType.AT_ForceRowSecurity: _REST,
}
_CONSTRAINTS = {ConstrType.CONSTR_CHECK: _CONSTRAINT, ConstrType.CONSTR_FOREIGN: _CONSTRAINT} | dict.fromkeys(
    INDEXED, _KEY
)
_PLAIN_TYPES = frozenset({
    "bool", "bpchar", "bytea", "cidr", "date", "float4", "float8", "inet", "int2", "int4", "int8", "interval", "json",
    "jsonb", "money", "name", "numeric", "oid", "text", "time", "timestamp", "timestamptz", "timetz", "tsvector",
    "uuid", "varchar", "xml",
})  # fmt: skip
"""Types of the server without a default of their own; any other may be a domain."""


def is_divisible(node: Parsed) -> bool:
    """Return whether an ALTER TABLE may be taken apart into its commands."""
    commands = node.cmds or ()
    if len(commands) < 2:
        return True
    passes = [_pass_of(command) for command in commands]
    known = [each for each in passes if each is not None]
    if known != sorted(known) or known != passes or sum(map(_runs_code, commands)) > 1:
        return False
    return not any(map(_adds_constrained_column, commands[:-1]))


def _runs_code(command: Parsed) -> bool:
    """Return whether a command may call a function, in a default that is not written too."""
    if calls_function(command):
        return True
    if command.subtype != AlterTableType.AT_AddColumn:
        return False
    given = {clause.contype for clause in command.def_.constraints or ()}
    has_plain_type = node_strings(command.def_.typeName.names)[-1] in _PLAIN_TYPES
    return ConstrType.CONSTR_IDENTITY in given or not has_plain_type


def _adds_constrained_column(command: Parsed) -> bool:
    """Return whether a command adds a column with a constraint that the server adds later."""
    if command.subtype != AlterTableType.AT_AddColumn:
        return False
    return any(clause.contype in _CONSTRAINTS for clause in command.def_.constraints or ())


def _pass_of(command: Parsed) -> int | None:
    """Return when the server runs a command; None if that depends on more."""
    if command.subtype == AlterTableType.AT_ColumnDefault:
        return _CONSTRAINT if command.def_ else _DROP
    if command.subtype == AlterTableType.AT_AddConstraint:
        return _CONSTRAINTS.get(command.def_.contype)
    return _PASSES.get(command.subtype)
