"""Build a catalog from units: apply each statement in order, and keep the words of those that cannot be read."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace

from pglast import ast
from pglast.enums import FunctionParameterMode as Mode
from pglast.enums import ObjectType

from engine.catalog.alter_table import AlterContext, apply_alter, with_column, with_constraints, with_gap
from engine.catalog.catalog import Catalog, words_from_texts
from engine.catalog.columns import FoundConstraints, collect_constraint, column_from_node, type_spelling
from engine.catalog.ddl_text import DdlText
from engine.catalog.domains import apply_alter_domain, domain_from_node
from engine.catalog.model import Domain, Enum, Key, Parameter, Relation, Signature
from engine.catalog.view_columns import view_columns
from engine.source.node_strings import node_strings
from engine.source.type_names import type_name
from engine.source.unit import Unit
from engine.source.unit_names import Namer

# Code that changes tables may build their names at run time; only its words are known.
_CHANGES_TABLES = re.compile(r"\b(?:ALTER|CREATE|DROP)\b[^;]{0,200}?\b(?:TABLE|VIEW)\b", re.IGNORECASE)
_MODES = {Mode.FUNC_PARAM_OUT: "out", Mode.FUNC_PARAM_INOUT: "inout", Mode.FUNC_PARAM_TABLE: "table"}
_MODES |= {Mode.FUNC_PARAM_VARIADIC: "variadic"}
_TABLES = frozenset({ObjectType.OBJECT_TABLE, ObjectType.OBJECT_VIEW, ObjectType.OBJECT_MATVIEW})
_RELATIONS = _TABLES | {ObjectType.OBJECT_FOREIGN_TABLE, ObjectType.OBJECT_TYPE}
_ROUTINES = frozenset({ObjectType.OBJECT_FUNCTION, ObjectType.OBJECT_PROCEDURE, ObjectType.OBJECT_ROUTINE})


def catalog_from_units(units: Iterable[Unit]) -> Catalog:
    """Return the schema that the units of a project create, in the order in which they are loaded."""
    builder = _Builder()
    for unit in units:
        builder.take(unit)
    return Catalog(
        builder.relations, builder.enums, builder.domains, builder.signatures, words_from_texts(builder.unread)
    )


@dataclass(slots=True)
class _Builder:
    """The catalog while it is built; its values are replaced, never changed."""

    relations: dict[str, Relation] = field(default_factory=dict)
    enums: dict[str, Enum] = field(default_factory=dict)
    domains: dict[str, Domain] = field(default_factory=dict)
    signatures: dict[str, Signature] = field(default_factory=dict)
    unread: list[str] = field(default_factory=list)
    dropped: dict[str, frozenset[str]] = field(default_factory=dict)

    def take(self, unit: Unit) -> None:
        if unit.node is None or unit.template:
            if unit.kind not in {"data", "query"}:
                self.unread.append(unit.text)
            return
        if (unit.is_routine or unit.kind == "do") and _CHANGES_TABLES.search(unit.text):
            self.unread.append(unit.text)
        self.apply(unit.node, AlterContext(DdlText(unit.text), Namer(unit.search_path)))

    def apply(self, node: ast.Node, setting: AlterContext) -> None:
        statement = _STATEMENTS.get(type(node))
        if statement:
            statement(self, node, setting)

    def create(self, made: Relation, *, if_not_exists: bool | None = False) -> None:
        """Add a relation; if it exists already, it is not known which definition is current."""
        if made.name not in self.relations:
            self.relations[made.name] = replace(made, former=self.dropped.get(made.name, frozenset()))
        elif if_not_exists:
            self.relations[made.name] = with_gap(
                self.relations[made.name], "it is created once more with IF NOT EXISTS"
            )
        else:
            self.relations[made.name] = with_gap(made, "it is defined more than once")

    def drop(self, name: str) -> None:
        """Remove a relation, and remember its columns in case another one gets its name."""
        known = self.relations.pop(name, None)
        if known is not None:
            columns = {column.name for column in known.columns}
            self.dropped[name] = self.dropped.get(name, frozenset()) | known.former | columns

    def change(self, name: str, change: Callable[[Relation], Relation]) -> None:
        """Change a relation; one that is not defined here is recorded with what is unknown."""
        known = self.relations.get(name) or Relation(name, "table", gaps=("its definition is not in the project",))
        self.relations[name] = change(known)

    def rename(self, old: str, new: str) -> None:
        if old not in self.relations:
            return
        moved = replace(self.relations.pop(old), name=new)
        self.relations[new] = moved
        for name, each in self.relations.items():
            if old in each.parents:
                parents = tuple(new if parent == old else parent for parent in each.parents)
                self.relations[name] = replace(each, parents=parents)


def _create_table(builder: _Builder, node: ast.CreateStmt, setting: AlterContext) -> None:
    found = FoundConstraints()
    elements = (*(node.tableElts or ()), *(node.constraints or ()))
    columns = [
        column_from_node(each, setting.text, setting.namer, found)
        for each in elements
        if isinstance(each, ast.ColumnDef)
    ]
    for each in elements:
        if isinstance(each, ast.Constraint):
            collect_constraint(each, setting.text, setting.namer, found)
    gaps = [
        f"it copies {setting.namer.relation(each.relation)}"
        for each in elements
        if isinstance(each, ast.TableLikeClause)
    ]
    gaps += ["its columns come from a type"] if node.ofTypename else []
    made = Relation(
        name=setting.namer.relation(node.relation),
        kind="table",
        columns=tuple(columns),
        parents=tuple(
            setting.namer.relation(each) for each in node.inhRelations or () if isinstance(each, ast.RangeVar)
        ),
        partition=node.partbound is not None,
        partitioned=node.partspec is not None,
        gaps=tuple(gaps),
    )
    builder.create(with_constraints(made, found), if_not_exists=node.if_not_exists)


def _create_foreign_table(builder: _Builder, node: ast.CreateForeignTableStmt, setting: AlterContext) -> None:
    if isinstance(node.base, ast.CreateStmt):
        _create_table(builder, node.base, setting)


def _create_table_as(builder: _Builder, node: ast.CreateTableAsStmt, setting: AlterContext) -> None:
    kind = "materialized_view" if node.objtype == ObjectType.OBJECT_MATVIEW else "table"
    name = setting.namer.relation(node.into.rel) if node.into else ""
    builder.create(Relation(name, kind, gaps=("its columns come from a query",)), if_not_exists=node.if_not_exists)


def _select_into(builder: _Builder, node: ast.SelectStmt, setting: AlterContext) -> None:
    if node.intoClause is not None:
        name = setting.namer.relation(node.intoClause.rel)
        builder.create(Relation(name, "table", gaps=("its columns come from a query",)))


def _create_view(builder: _Builder, node: ast.ViewStmt, setting: AlterContext) -> None:
    columns = view_columns(node)
    gaps = () if columns is not None else ("its query does not name every column",)
    made = Relation(setting.namer.relation(node.view), "view", columns or (), gaps=gaps)
    if node.replace and made.name in builder.relations and builder.relations[made.name].kind == "view":
        builder.drop(made.name)
    builder.create(made)


def _create_composite(builder: _Builder, node: ast.CompositeTypeStmt, setting: AlterContext) -> None:
    found = FoundConstraints()
    defined = [each for each in node.coldeflist or () if isinstance(each, ast.ColumnDef)]
    columns = tuple(column_from_node(each, setting.text, setting.namer, found) for each in defined)
    builder.create(Relation(setting.namer.relation(node.typevar), "composite", columns))


def _create_enum(builder: _Builder, node: ast.CreateEnumStmt, setting: AlterContext) -> None:
    name = setting.namer.qualified(node_strings(node.typeName))
    builder.enums[name] = Enum(name, tuple(node_strings(node.vals)))


def _alter_enum(builder: _Builder, node: ast.AlterEnumStmt, setting: AlterContext) -> None:
    known = builder.enums.get(setting.namer.qualified(node_strings(node.typeName)))
    if known is None or not node.newVal:
        return
    labels = list(known.labels)
    if node.oldVal:
        labels = [node.newVal if label == node.oldVal else label for label in labels]
    elif node.newVal not in labels:
        neighbour = labels.index(node.newValNeighbor) if node.newValNeighbor in labels else len(labels)
        labels.insert(neighbour + bool(node.newValIsAfter), node.newVal)
    builder.enums[known.name] = Enum(known.name, tuple(labels))


def _create_domain(builder: _Builder, node: ast.CreateDomainStmt, setting: AlterContext) -> None:
    made = domain_from_node(node, setting.text, setting.namer)
    builder.domains[made.name] = made


def _alter_domain(builder: _Builder, node: ast.AlterDomainStmt, setting: AlterContext) -> None:
    known = builder.domains.get(setting.namer.qualified(node_strings(node.typeName)))
    if known:
        builder.domains[known.name] = apply_alter_domain(known, node, setting.text)


def _create_unique_index(builder: _Builder, node: ast.IndexStmt, setting: AlterContext) -> None:
    elements = [each for each in node.indexParams or () if isinstance(each, ast.IndexElem)]
    names = [each.name for each in elements if each.name]
    if node.unique and node.whereClause is None and len(names) == len(elements):
        key = Key(tuple(names), name=node.idxname or "")
        builder.change(setting.namer.relation(node.relation), lambda known: replace(known, keys=(*known.keys, key)))


def _alter_table(builder: _Builder, node: ast.AlterTableStmt, setting: AlterContext) -> None:
    if node.objtype not in _RELATIONS:
        return
    name = setting.namer.relation(node.relation)
    for each in node.cmds or ():
        if isinstance(each, ast.AlterTableCmd):
            if isinstance(each.def_, ast.PartitionCmd):
                _attach(builder, each, name, setting)
            builder.change(name, lambda known, each=each: apply_alter(known, each, setting))


def _attach(builder: _Builder, node: ast.AlterTableCmd, parent: str, setting: AlterContext) -> None:
    """ATTACH and DETACH PARTITION: the partition has its parent's columns before and after."""
    if isinstance(node.def_, ast.PartitionCmd) and node.def_.bound is not None:
        child = setting.namer.relation(node.def_.name)
        builder.change(child, lambda known: replace(known, parents=(parent,), partition=True))
    elif isinstance(node.def_, ast.PartitionCmd):
        child = setting.namer.relation(node.def_.name)
        builder.change(child, lambda known: with_gap(replace(known, parents=()), f"it was a child of {parent}"))


def _rename(builder: _Builder, node: ast.RenameStmt, setting: AlterContext) -> None:
    name, new = setting.namer.relation(node.relation), node.newname or ""
    if node.renameType in {ObjectType.OBJECT_COLUMN, ObjectType.OBJECT_ATTRIBUTE}:
        renamed = node.subname or ""
        builder.change(name, lambda known: _renamed_column(known, renamed, new))
    elif node.renameType in _RELATIONS and node.relation is not None:
        schema = name.rpartition(".")[0]
        builder.rename(name, f"{schema}.{new}" if schema else new)


def _renamed_column(relation: Relation, old: str, new: str) -> Relation:
    left = replace(relation, former=relation.former | {old})
    return with_column(left, old, lambda each: replace(each, name=new))


def _move(builder: _Builder, node: ast.AlterObjectSchemaStmt, setting: AlterContext) -> None:
    if node.relation is not None:
        name = setting.namer.relation(node.relation)
        builder.rename(name, f"{node.newschema}.{name.rpartition('.')[2]}")


def _drop(builder: _Builder, node: ast.DropStmt, setting: AlterContext) -> None:
    for each in node.objects or ():
        if node.removeType in _ROUTINES and isinstance(each, ast.ObjectWithArgs):
            types = [type_name(arg) for arg in each.objargs or () if isinstance(arg, ast.TypeName)]
            name = setting.namer.qualified(node_strings(each.objname))
            builder.signatures.pop(f"{name}({', '.join(types)})", None)
            continue
        parts = node_strings(each.names) if isinstance(each, ast.TypeName) else node_strings(each)
        name = setting.namer.qualified(parts)
        if node.removeType != ObjectType.OBJECT_INDEX:
            builder.drop(name)
            builder.enums.pop(name, None)
            builder.domains.pop(name, None)


def _create_routine(builder: _Builder, node: ast.CreateFunctionStmt, setting: AlterContext) -> None:
    identity = setting.namer.routine(node)
    given = [each for each in node.parameters or () if isinstance(each, ast.FunctionParameter)]
    parameters = tuple(
        Parameter(each.name or "", type_name(each.argType), _mode(each.mode), each.defexpr is not None)
        for each in given
    )
    returns = type_spelling(node.returnType, setting.text) if node.returnType else ""
    returns_set = bool(node.returnType and node.returnType.setof)
    builder.signatures[identity] = Signature(identity, parameters, returns, returns_set, bool(node.is_procedure))


def _mode(mode: Mode | None) -> str:
    if mode is None:
        return "in"
    return _MODES.get(mode, "in")


def _create_schema(builder: _Builder, node: ast.CreateSchemaStmt, setting: AlterContext) -> None:
    inner = AlterContext(setting.text, Namer((node.schemaname or "",)))
    for each in node.schemaElts or ():
        builder.apply(each, inner)


_STATEMENTS: dict[type[ast.Node], Callable[..., None]] = {
    ast.CreateStmt: _create_table,
    ast.CreateForeignTableStmt: _create_foreign_table,
    ast.CreateTableAsStmt: _create_table_as,
    ast.SelectStmt: _select_into,
    ast.ViewStmt: _create_view,
    ast.CompositeTypeStmt: _create_composite,
    ast.CreateEnumStmt: _create_enum,
    ast.AlterEnumStmt: _alter_enum,
    ast.CreateDomainStmt: _create_domain,
    ast.AlterDomainStmt: _alter_domain,
    ast.IndexStmt: _create_unique_index,
    ast.AlterTableStmt: _alter_table,
    ast.RenameStmt: _rename,
    ast.AlterObjectSchemaStmt: _move,
    ast.DropStmt: _drop,
    ast.CreateFunctionStmt: _create_routine,
    ast.CreateSchemaStmt: _create_schema,
}
