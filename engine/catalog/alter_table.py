"""ALTER TABLE: how each command changes a relation, one function a command."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from pglast import ast
from pglast.enums import AlterTableType as At

from engine.catalog.columns import FoundConstraints, collect_constraint, column_from_node, type_spelling
from engine.catalog.ddl_text import DdlText
from engine.catalog.model import Column, Relation
from engine.source.type_names import type_name
from engine.source.unit_names import Namer


@dataclass(frozen=True, slots=True)
class AlterContext:
    """The statement around a command."""

    text: DdlText
    namer: Namer


Command = Callable[[Relation, ast.AlterTableCmd, AlterContext], Relation]


def apply_alter(relation: Relation, node: ast.AlterTableCmd, setting: AlterContext) -> Relation:
    """Return the relation after one command; most commands change nothing that is recorded."""
    command = _COMMANDS.get(node.subtype) if node.subtype is not None else None
    if not command:
        return relation
    return command(relation, node, setting)


def with_gap(relation: Relation, gap: str) -> Relation:
    """Return the relation with one more unknown."""
    if gap in relation.gaps:
        return relation
    return replace(relation, gaps=(*relation.gaps, gap))


def with_constraints(relation: Relation, found: FoundConstraints) -> Relation:
    """Return the relation with more constraints; the columns of a primary key are not null."""
    primary = {name for key in found.keys if key.primary for name in key.columns}
    return replace(
        relation,
        columns=tuple(replace(each, not_null=True) if each.name in primary else each for each in relation.columns),
        keys=(*relation.keys, *found.keys),
        checks=(*relation.checks, *found.checks),
        foreign_keys=(*relation.foreign_keys, *found.foreign_keys),
    )


def with_column(relation: Relation, name: str, change: Callable[[Column], Column]) -> Relation:
    """Return the relation with one of its columns changed."""
    return replace(relation, columns=tuple(change(each) if each.name == name else each for each in relation.columns))


def _add_column(relation: Relation, node: ast.AlterTableCmd, setting: AlterContext) -> Relation:
    if not isinstance(node.def_, ast.ColumnDef):
        return relation
    found = FoundConstraints()
    made = column_from_node(node.def_, setting.text, setting.namer, found)
    if any(each.name == made.name for each in relation.columns):
        if node.missing_ok:
            return relation
        return with_gap(relation, f"column {made.name} is added twice")
    return with_constraints(replace(relation, columns=(*relation.columns, made)), found)


def _drop_column(relation: Relation, node: ast.AlterTableCmd, _: AlterContext) -> Relation:
    gone = node.name
    return replace(
        relation,
        columns=tuple(each for each in relation.columns if each.name != gone),
        keys=tuple(each for each in relation.keys if gone not in each.columns),
        foreign_keys=tuple(each for each in relation.foreign_keys if gone not in each.columns),
        checks=relation.checks,
        former=relation.former | {gone or ""},
    )


def _set_default(relation: Relation, node: ast.AlterTableCmd, setting: AlterContext) -> Relation:
    default = _default_text(node, setting) if node.def_ is not None else None
    return with_column(relation, node.name or "", lambda each: replace(each, default=default))


def _parent(node: ast.AlterTableCmd, setting: AlterContext) -> str:
    """Return the table after INHERIT or NO INHERIT."""
    if not isinstance(node.def_, ast.RangeVar):
        return ""
    return setting.namer.relation(node.def_)


def _default_text(node: ast.AlterTableCmd, setting: AlterContext) -> str:
    """Return the text after SET DEFAULT, found by the column's name: the command's node has no location."""
    text, tokens = setting.text, setting.text.tokens
    words = [text.text[token.start : token.end + 1].strip('"').lower() for token in tokens]
    name = (node.name or "").lower()
    for at in range(len(words) - 3):
        if words[at] == name and words[at + 1 : at + 3] == ["set", "default"]:
            return text.clause_at(tokens[at + 3].start, 0)
    return ""


def _set_not_null(relation: Relation, node: ast.AlterTableCmd, _: AlterContext) -> Relation:
    return with_column(relation, node.name or "", lambda each: replace(each, not_null=True))


def _drop_not_null(relation: Relation, node: ast.AlterTableCmd, _: AlterContext) -> Relation:
    return with_column(relation, node.name or "", lambda each: replace(each, not_null=False))


def _set_type(relation: Relation, node: ast.AlterTableCmd, setting: AlterContext) -> Relation:
    if not isinstance(node.def_, ast.ColumnDef):
        return relation
    kind, written = type_name(node.def_.typeName), type_spelling(node.def_.typeName, setting.text)
    return with_column(relation, node.name or "", lambda each: replace(each, type=written, type_name=kind))


def _add_constraint(relation: Relation, node: ast.AlterTableCmd, setting: AlterContext) -> Relation:
    found = FoundConstraints()
    if isinstance(node.def_, ast.Constraint):
        collect_constraint(node.def_, setting.text, setting.namer, found)
    return with_constraints(relation, found)


def _drop_constraint(relation: Relation, node: ast.AlterTableCmd, _: AlterContext) -> Relation:
    gone = node.name
    return replace(
        relation,
        keys=tuple(each for each in relation.keys if each.name != gone),
        checks=tuple(each for each in relation.checks if each.name != gone),
        foreign_keys=tuple(each for each in relation.foreign_keys if each.name != gone),
    )


def _add_identity(relation: Relation, node: ast.AlterTableCmd, _: AlterContext) -> Relation:
    always = isinstance(node.def_, ast.Constraint) and node.def_.generated_when == "a"
    identity = "always" if always else "by default"
    return with_column(relation, node.name or "", lambda each: replace(each, not_null=True, identity=identity))


def _drop_identity(relation: Relation, node: ast.AlterTableCmd, _: AlterContext) -> Relation:
    return with_column(relation, node.name or "", lambda each: replace(each, identity=None))


def _add_parent(relation: Relation, node: ast.AlterTableCmd, setting: AlterContext) -> Relation:
    parent = _parent(node, setting)
    return replace(relation, parents=(*relation.parents, parent))


def _lose_parent(relation: Relation, node: ast.AlterTableCmd, setting: AlterContext) -> Relation:
    """Keep the columns that came from the parent as the table's own."""
    parent = _parent(node, setting)
    left = replace(relation, parents=tuple(each for each in relation.parents if each != parent))
    return with_gap(left, f"it was a child of {parent}")


def _take_type(relation: Relation, _node: ast.AlterTableCmd, _: AlterContext) -> Relation:
    return with_gap(relation, "its columns come from a type")


_COMMANDS: dict[At, Command] = {
    At.AT_AddColumn: _add_column,
    At.AT_DropColumn: _drop_column,
    At.AT_ColumnDefault: _set_default,
    At.AT_SetNotNull: _set_not_null,
    At.AT_DropNotNull: _drop_not_null,
    At.AT_AlterColumnType: _set_type,
    At.AT_AddConstraint: _add_constraint,
    At.AT_DropConstraint: _drop_constraint,
    At.AT_AddIdentity: _add_identity,
    At.AT_DropIdentity: _drop_identity,
    At.AT_AddInherit: _add_parent,
    At.AT_DropInherit: _lose_parent,
    At.AT_AddOf: _take_type,
}
