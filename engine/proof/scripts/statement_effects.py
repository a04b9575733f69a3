"""The effects of each kind of statement; what is not listed here is a barrier."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from pglast import ast
from pglast.enums import AlterTableType, ConstrType, DropBehavior, ObjectType, OnCommitAction, TransactionStmtKind

from engine.proof.ddl.tree_form import Parsed
from engine.proof.scripts.effects import COLUMN_PRIVILEGES, NONE, Effects, Names, StatementRole
from engine.proof.scripts.function_calls import calls_function
from engine.proof.scripts.names.generated_names import generated_column_names, generated_index_name, generated_name
from engine.proof.scripts.names.mentioned_names import attributes_in_tree, names_in_tree, types_in_tree
from engine.proof.scripts.names.names_in_code import HIDDEN, changes_settings, names_in_text
from engine.source.node_strings import node_constants, node_strings

Reader = Callable[[Parsed], Effects]

# Settings that change what is reported or how long it takes, never what is made.
_HARMLESS_SETTINGS = frozenset({
    "client_min_messages", "statement_timeout", "lock_timeout", "transaction_timeout",
    "idle_in_transaction_session_timeout", "log_min_messages", "log_statement", "maintenance_work_mem", "work_mem",
})  # fmt: skip
_ANNOTATING_COMMANDS = {
    AlterTableType.AT_ChangeOwner: "owner",
    AlterTableType.AT_EnableRowSecurity: "row security",
    AlterTableType.AT_DisableRowSecurity: "row security",
    AlterTableType.AT_ForceRowSecurity: "forced row security",
    AlterTableType.AT_NoForceRowSecurity: "forced row security",
}
# COMMENT ON ROUTINE is about a function or procedure, COMMENT ON TYPE may be about a domain.
_COMMENTED_AS = {
    ObjectType.OBJECT_FUNCTION: ObjectType.OBJECT_ROUTINE, ObjectType.OBJECT_PROCEDURE: ObjectType.OBJECT_ROUTINE,
    ObjectType.OBJECT_AGGREGATE: ObjectType.OBJECT_ROUTINE, ObjectType.OBJECT_DOMAIN: ObjectType.OBJECT_TYPE,
}  # fmt: skip
_COMPUTING = frozenset({AlterTableType.AT_AddColumn, AlterTableType.AT_AlterColumnType})
_REMOVING = frozenset({
    AlterTableType.AT_DropColumn, AlterTableType.AT_DropConstraint, AlterTableType.AT_AlterColumnType,
})  # fmt: skip
_RECHECKING = frozenset({
    AlterTableType.AT_AlterColumnType, AlterTableType.AT_ValidateConstraint, AlterTableType.AT_AttachPartition,
})  # fmt: skip
_ABOUT_ROWS = frozenset({ConstrType.CONSTR_FOREIGN, ConstrType.CONSTR_CHECK})
_FRAMES = frozenset({
    TransactionStmtKind.TRANS_STMT_BEGIN, TransactionStmtKind.TRANS_STMT_START, TransactionStmtKind.TRANS_STMT_COMMIT,
})  # fmt: skip
_CODE_IN_LITERALS = frozenset({"plpgsql", "sql"})
_CHECKED_WHEN_MADE = "sql"
_NAMELESS: Names = frozenset({("", "")})
# CASE, BETWEEN, IN and USING look these up without writing them.
_IMPLIED_OPERATORS = frozenset({"=", "<>", "<", "<=", ">", ">="})
_ON_RELATION = frozenset({
    ObjectType.OBJECT_COLUMN, ObjectType.OBJECT_TRIGGER, ObjectType.OBJECT_RULE, ObjectType.OBJECT_POLICY,
    ObjectType.OBJECT_TABCONSTRAINT,
})  # fmt: skip


def effects_of(node: ast.Node | None) -> Effects:
    """Return the effects of a statement."""
    read = _READERS.get(type(node))
    if node is None or read is None:
        return Effects(role=StatementRole.BARRIER, uses=names_in_tree(node), kind=type(node).__name__)
    return replace(read(node), kind=type(node).__name__, attributes=attributes_in_tree(node))


def _relation(node: Parsed) -> Names:
    if node:
        return frozenset({(node.schemaname or "", node.relname)})
    return NONE


def _dotted(parts: object) -> Names:
    names = node_strings(parts)
    if names:
        return frozenset({(names[-2] if len(names) > 1 else "", names[-1])})
    return NONE


def _table(node: Parsed) -> Effects:
    """A table also makes the sequences and indexes that the server names after it and its columns.

    LIKE … INCLUDING copies what other statements add to a table. A partition changes where rows of its parent go, and
    a temporary table may end with its transaction.
    """
    schema, table = node.relation.schemaname or "", node.relation.relname
    columns = [element.colname or "" for element in node.tableElts or () if isinstance(element, ast.ColumnDef)]
    implied = {(schema, name) for column in columns for name in generated_column_names(table, column)}
    made = {(schema, table), (schema, generated_name(table, "", "pkey")), *implied}
    parents = frozenset(name for parent in node.inhRelations or () for name in _relation(parent))
    return Effects(
        role=_table_role(node), makes=frozenset(made), attaches=parents, uses=names_in_tree(node),
        row_types=types_in_tree(node),
    )  # fmt: skip


def _table_role(node: Parsed) -> StatementRole:
    if any(isinstance(element, ast.TableLikeClause) and element.options for element in node.tableElts or ()):
        return StatementRole.BARRIER
    ends_with_transaction = node.oncommit != OnCommitAction.ONCOMMIT_NOOP
    if ends_with_transaction or any(map(calls_function, _planned_parts(node))):
        return StatementRole.EXECUTE
    return StatementRole.DEFINE


def _planned_parts(node: Parsed) -> Iterator[ast.Node | None]:
    """Yield what the server computes or simplifies when it makes a table: bounds, keys and generated columns."""
    yield from (node.partbound, node.partspec)
    for element in node.tableElts or ():
        clauses = element.constraints or () if isinstance(element, ast.ColumnDef) else ()
        yield from (clause for clause in clauses if clause.contype == ConstrType.CONSTR_GENERATED)


def _making(attribute: str) -> Reader:
    """A statement that makes one object, whose name is in this attribute."""

    def read(node: Parsed) -> Effects:
        name = getattr(node, attribute)
        made = _relation(name) if isinstance(name, ast.RangeVar) else _dotted(name)
        return Effects(makes=made, uses=names_in_tree(node))

    return read


def _domain(node: Parsed) -> Effects:
    """A domain, and the name of its first check."""
    made = _making("domainname")(node)
    checks = frozenset((schema, generated_name(last, "", "check")) for schema, last in made.makes)
    return replace(made, makes=made.makes | checks)


def _view(node: Parsed) -> Effects:
    return replace(_making("view")(node), frees=bool(node.replace))


def _range(node: Parsed) -> Effects:
    """A range type, and its multirange if that has a name of its own."""
    made = _making("typeName")(node)
    named = [option.arg for option in node.params or () if option.defname == "multirange_type_name"]
    return replace(made, makes=made.makes.union(*(_dotted(each.names) for each in named)))


def _composite(node: Parsed) -> Effects:
    return replace(_making("typevar")(node), row_types=types_in_tree(node))


def _defined(node: Parsed) -> Effects:
    """An aggregate, an operator and others; an operator that is used unwritten may change what anything means."""
    made = _making("defnames")(node)
    if node.kind == ObjectType.OBJECT_OPERATOR and any(last in _IMPLIED_OPERATORS for _, last in made.makes):
        return replace(made, role=StatementRole.BARRIER)
    return made


def _making_named(attribute: str) -> Reader:
    """A statement that makes an object without a schema."""

    def read(node: Parsed) -> Effects:
        return Effects(makes=frozenset({("", getattr(node, attribute))}), uses=names_in_tree(node))

    return read


def _routine(node: Parsed) -> Effects:
    """A routine; its body is read when it runs, unless it is not in a literal. Other languages may do anything."""
    options = {option.defname: option.arg for option in node.options or ()}
    language = getattr(options.get("language"), "sval", "") or "sql"
    literals = node_strings(options.get("as")) if language in _CODE_IN_LITERALS else []
    in_code = frozenset(name for text in literals for name in names_in_text(text))
    if (not literals and not node.sql_body) or any(map(changes_settings, literals)):
        in_code |= {HIDDEN}
    rest = [option for option in node.options or () if option.defname != "as"]
    uses = names_in_tree((node.funcname, node.parameters or (), node.returnType, tuple(rest), node.sql_body))
    header = frozenset(name for each in (*(node.parameters or ()), node.returnType) for name in types_in_tree(each))
    made = Effects(makes=_dotted(node.funcname), uses=uses, frees=bool(node.replace), row_types=header)
    if language == _CHECKED_WHEN_MADE:
        return replace(made, checked=in_code)
    return replace(made, uses_later=in_code)


def _index(node: Parsed) -> Effects:
    made = frozenset({(node.relation.schemaname or "", node.idxname or generated_index_name(node))})
    role = StatementRole.BARRIER if node.concurrent else StatementRole.DEFINE  # it cannot run inside a transaction
    return Effects(role=role, makes=made, attaches=_relation(node.relation), uses=names_in_tree(node))


def _attaching(relation: str) -> Reader:
    def read(node: Parsed) -> Effects:
        may_replace = bool(getattr(node, "replace", False))
        return Effects(attaches=_relation(getattr(node, relation)), uses=names_in_tree(node), frees=may_replace)

    return read


def _rule(node: Parsed) -> Effects:
    return Effects(changes=_relation(node.relation), uses=names_in_tree(node))


def _schema(node: Parsed) -> Effects:
    """A schema, which may get its name from its owner."""
    name = node.schemaname or (node.authrole and node.authrole.rolename)
    role = StatementRole.BARRIER if node.schemaElts or not name else StatementRole.DEFINE
    return Effects(role=role, makes=frozenset({("", name or "")}), uses=names_in_tree(node))


def _materialized(node: Parsed) -> Effects:
    """CREATE TABLE AS and materialized views read rows when they are made."""
    return Effects(role=StatementRole.EXECUTE, makes=_relation(node.into.rel), uses=names_in_tree(node))


def alteration_effects(node: Parsed, command: Parsed) -> Effects:
    """Return the effects of one command of an ALTER TABLE."""
    found = _alteration(node, command)
    return replace(
        found, attributes=attributes_in_tree(command), row_types=types_in_tree(command),
        rechecks=command.subtype in _RECHECKING,
    )  # fmt: skip


def _alteration(node: Parsed, command: Parsed) -> Effects:
    relation, uses = _relation(node.relation), names_in_tree((node.relation, command))
    kind = "AlterTableStmt"
    if command.subtype in _ANNOTATING_COMMANDS:
        return Effects(annotates=relation, uses=uses, kind="Annotation", aspect=_ANNOTATING_COMMANDS[command.subtype])
    named = getattr(command.def_, "conname", None)
    made = frozenset({("", named)}) if named else NONE
    if command.subtype == AlterTableType.AT_AddColumn:
        made |= {("", name) for name in generated_column_names(node.relation.relname, command.def_.colname)}
    if command.subtype in _COMPUTING and calls_function(command.def_):
        return Effects(
            role=StatementRole.EXECUTE, changes=relation, makes=made, uses=uses, kind=kind, removes=_removes(command)
        )
    if command.subtype == AlterTableType.AT_AddConstraint and command.def_.contype in _ABOUT_ROWS:
        guarded = _relation(command.def_.pktable)
        return Effects(constrains=relation, guards=guarded, makes=made, uses=names_in_tree(command), kind=kind)
    changed = relation | _partitions(command)
    return Effects(changes=changed, makes=made, uses=uses, kind=kind, removes=_removes(command))


def _removes(command: Parsed) -> bool:
    return command.subtype in _REMOVING


def _partitions(command: Parsed) -> Names:
    """What ATTACH PARTITION, DETACH PARTITION and INHERIT change beside the table."""
    if isinstance(command.def_, ast.PartitionCmd):
        return _relation(command.def_.name)
    if isinstance(command.def_, ast.RangeVar):
        return _relation(command.def_)
    return NONE


def _changing(attribute: str) -> Reader:
    """A statement that changes one object, whose name is in this attribute."""

    def read(node: Parsed) -> Effects:
        name = getattr(node, attribute)
        changed = _relation(name) if isinstance(name, ast.RangeVar) else _object_names(name)
        return Effects(changes=changed, uses=names_in_tree(node))

    return read


def _object_names(named: object, kind: ObjectType | None = None) -> Names:
    """The names of an object as COMMENT, DROP or GRANT spell it: of a part of a relation, that relation too."""
    if isinstance(named, ast.RangeVar):
        return _relation(named)
    if isinstance(named, ast.ObjectWithArgs):
        return _dotted(named.objname)
    if isinstance(named, ast.TypeName):
        return _dotted(named.names)
    if isinstance(named, ast.String):
        return frozenset({("", named.sval or "")})
    names = node_strings(named)
    if kind in _ON_RELATION:
        return _dotted(tuple(ast.String(sval=name) for name in names[:-1]))
    return _dotted(named)


def _drop(node: Parsed) -> Effects:
    changed = frozenset(name for each in node.objects for name in _object_names(each, node.removeType))
    cascades = node.behavior == DropBehavior.DROP_CASCADE
    return Effects(changes=changed, uses=names_in_tree(node.objects), cascades=cascades, removes=True)


def _rename(node: Parsed) -> Effects:
    """ALTER … RENAME; a schema takes with it all that is in it, whatever its name."""
    if node.renameType == ObjectType.OBJECT_SCHEMA:
        return Effects(role=StatementRole.BARRIER, uses=names_in_tree(node))
    old = _relation(node.relation) | _object_names(node.object)
    return Effects(changes=old, makes=frozenset({("", node.newname)}), uses=names_in_tree(node))


def _move(node: Parsed) -> Effects:
    """ALTER … SET SCHEMA."""
    old = _relation(node.relation) | _object_names(node.object)
    return Effects(changes=old, makes=frozenset((node.newschema, name) for _, name in old), uses=names_in_tree(node))


def _comment(node: Parsed) -> Effects:
    """A COMMENT; what has no name of its own, as a cast or a large object, shares one name with its like."""
    named = _object_names(node.object, node.objtype) or _NAMELESS
    part = node_strings(node.object)[-1:] if node.objtype in _ON_RELATION else []
    kind = _COMMENTED_AS.get(node.objtype, ObjectType(node.objtype))
    aspect = f"comment {kind.name} {part}".removesuffix(" []")
    changed = _if_any_overload((node.object,), named)
    return Effects(annotates=named, changes=changed, uses=names_in_tree((node.object,)), aspect=aspect)


def _owner(node: Parsed) -> Effects:
    named = _relation(node.relation) | _object_names(node.object)
    changed = _if_any_overload((node.object,), named)
    return Effects(annotates=named, changes=changed, uses=names_in_tree(node), aspect="owner")


def _grant(node: Parsed) -> Effects:
    """GRANT ON ALL … acts on whatever is there."""
    if node.targtype.name != "ACL_TARGET_OBJECT":
        return Effects(role=StatementRole.BARRIER, uses=names_in_tree(node))
    named = frozenset(name for each in node.objects or () for name in _object_names(each, node.objtype))
    uses, changed = names_in_tree((node.objects, node.grantees)), _if_any_overload(node.objects or (), named)
    aspect = COLUMN_PRIVILEGES if any(each.cols for each in node.privileges or ()) else "privileges"
    return Effects(annotates=named, changes=changed, uses=uses, aspect=aspect)


def _if_any_overload(objects: Iterable[Parsed], named: Names) -> Names:
    """The names of routines without their arguments: the server refuses them once there is another one."""
    if any(isinstance(each, ast.ObjectWithArgs) and each.args_unspecified for each in objects):
        return named
    return NONE


def _rows(node: Parsed) -> Effects:
    return Effects(role=StatementRole.EXECUTE, uses=names_in_tree(node))


def _transaction(node: Parsed) -> Effects:
    return Effects(role=StatementRole.FRAME if node.kind in _FRAMES else StatementRole.BARRIER)


def _setting(node: Parsed) -> Effects:
    if node.name in _HARMLESS_SETTINGS or (node.name == "client_encoding" and _is_unicode(node)):
        return Effects()
    return Effects(role=StatementRole.BARRIER)


def _is_unicode(node: Parsed) -> bool:
    """Whether the encoding is that of all files: another one changes what the literals after it mean."""
    return [value.lower() for value in node_constants(node.args)] in (["utf8"], ["utf-8"], ["unicode"])


_READERS: dict[type, Reader] = {
    ast.CreateStmt: _table,
    ast.CreateForeignTableStmt: lambda node: _table(node.base),
    ast.ViewStmt: _view,
    ast.CreateSeqStmt: _making("sequence"),
    ast.CompositeTypeStmt: _composite,
    ast.CreateEnumStmt: _making("typeName"),
    ast.CreateRangeStmt: _range,
    ast.CreateDomainStmt: _domain,
    ast.DefineStmt: _defined,
    ast.CreateRoleStmt: _making_named("role"),
    ast.CreateSchemaStmt: _schema,
    ast.CreateFunctionStmt: _routine,
    ast.CreateTableAsStmt: _materialized,
    ast.IndexStmt: _index,
    ast.CreateTrigStmt: _attaching("relation"),
    ast.CreatePolicyStmt: _attaching("table"),
    ast.AlterPolicyStmt: _attaching("table"),
    ast.RuleStmt: _rule,
    ast.AlterSeqStmt: _changing("sequence"),
    ast.AlterDomainStmt: _changing("typeName"),
    ast.AlterFunctionStmt: _changing("func"),
    ast.DropStmt: _drop,
    ast.RenameStmt: _rename,
    ast.AlterObjectSchemaStmt: _move,
    ast.AlterOwnerStmt: _owner,
    ast.CommentStmt: _comment,
    ast.GrantStmt: _grant,
    ast.InsertStmt: _rows,
    ast.UpdateStmt: _rows,
    ast.DeleteStmt: _rows,
    ast.MergeStmt: _rows,
    ast.CopyStmt: _rows,
    ast.TruncateStmt: _rows,
    ast.RefreshMatViewStmt: _rows,
    ast.TransactionStmt: _transaction,
    ast.VariableSetStmt: _setting,
}
