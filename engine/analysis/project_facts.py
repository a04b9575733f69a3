"""What rules may ask about the whole project, collected in one pass over its statements."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from pglast import ast
from pglast.enums import AlterTableType as At
from pglast.enums import ConstrType, GrantTargetType, ObjectType, RoleSpecType, TransactionStmtKind

from engine.analysis.body_fingerprint import body_fingerprint
from engine.analysis.line_index import line_index
from engine.analysis.place import Place
from engine.catalog.build_catalog import catalog_from_units
from engine.catalog.catalog import Catalog
from engine.catalog.model import Column, Relation
from engine.source.node_strings import node_strings
from engine.source.span import Span
from engine.source.unit import SourceFile, Unit
from engine.source.unit_names import Namer


@dataclass(slots=True, eq=False)
class ProjectFacts:
    """Facts by name. Names carry the schema where the files give one; `bare` functions compare the last part."""

    catalog: Catalog
    indexes: dict[str, list[tuple[str, ...]]] = field(default_factory=lambda: defaultdict(list))
    tables: dict[str, Place] = field(default_factory=dict)
    created_in: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    rls_enabled: dict[str, Place] = field(default_factory=dict)
    policies: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    trigger_tables: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    revoked_routines: set[str] = field(default_factory=set)
    revoked_schemas: set[str] = field(default_factory=set)
    routines: dict[str, list[Unit]] = field(default_factory=lambda: defaultdict(list))
    made_in: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    validated: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    in_transaction: set[tuple[str, int]] = field(default_factory=set)
    limited: set[str] = field(default_factory=set)
    names_of: dict[type, list[str]] = field(default_factory=lambda: defaultdict(list))
    bodies: dict[str, list[Place]] = field(default_factory=lambda: defaultdict(list))
    referenced: set[str] = field(default_factory=set)  # by a column of another table that is not part of its key

    def columns_of(self, name: str) -> tuple[Column, ...]:
        """The columns that are known of the relation a name means."""
        found = self.relation(name)
        if found:
            return self.catalog.columns(found)
        return ()

    def relation(self, name: str) -> Relation | None:
        """The relation of a name; without a schema, one of that name wherever it is."""
        return next(iter(self.catalog.candidates(name)), None)

    def column_type(self, relation: str, column: str) -> str:
        """The type of a column; empty where it is not known."""
        return next((each.type_name for each in self.columns_of(relation) if each.name == column), "")

    def is_in_transaction(self, path: str, start: int) -> bool:
        """Whether a statement of a file is between BEGIN and COMMIT."""
        return (path, start) in self.in_transaction

    def is_made_in(self, path: str, name: str) -> bool:
        """Whether a file creates any object of that name."""
        return path in self.made_in.get(bare(name), ())

    def is_created_in(self, path: str, relation: str) -> bool:
        """Whether the same file creates the relation, so that it is empty or not yet in use."""
        return path in self.created_in.get(bare(relation), ())


def bare(name: str) -> str:
    """The last part of a qualified name, without argument types."""
    return name.partition("(")[0].rpartition(".")[2].strip('"').lower()


def project_facts(sources: Iterable[SourceFile]) -> ProjectFacts:
    """Collect the facts of all files, given in the order in which they load."""
    found = list(sources)
    facts = ProjectFacts(catalog_from_units(unit for source in found for unit in source.units))
    facts.referenced |= {name for each in facts.catalog.relations.values() for name in _described_by(each)}
    for source in found:
        lines = line_index(source.text)
        _take_transactions(facts, source)
        for unit in source.units:
            if unit.node is not None:
                line, column = lines.line_column(unit.span.start)
                place = Place(source.path, unit.name, unit.kind, Span(unit.span.start, unit.span.end), line, column)
                _take(facts, unit, unit.node, place)
    return facts


def _described_by(relation: Relation) -> Iterable[str]:
    """The tables that a relation refers to outside of its keys: a table that joins two others describes neither."""
    in_key = {column for key in relation.keys if len(key.columns) > 1 for column in key.columns}
    return (bare(key.references) for key in relation.foreign_keys if not in_key.intersection(key.columns))


def _take_transactions(facts: ProjectFacts, source: SourceFile) -> None:
    """Remember the statements between BEGIN and COMMIT."""
    is_open = False
    for unit in source.units:
        if isinstance(unit.node, ast.TransactionStmt):
            is_open = unit.node.kind in {TransactionStmtKind.TRANS_STMT_BEGIN, TransactionStmtKind.TRANS_STMT_START}
        elif is_open:
            facts.in_transaction.add((source.path, unit.span.start))


def _take(facts: ProjectFacts, unit: Unit, node: ast.Node, place: Place) -> None:
    if unit.kind not in _CHANGING:
        facts.made_in[bare(unit.name)].add(place.path)
    if type(node) in _NAMED:
        facts.names_of[type(node)].append(bare(unit.name))
    if unit.is_routine:
        facts.routines[bare(unit.name)].append(unit)
        fingerprint = body_fingerprint(unit)
        if fingerprint:
            facts.bodies[fingerprint].append(place)
    taker = _TAKERS.get(type(node))
    if taker:
        taker(facts, node, Namer(unit.search_path), place)


def _take_table(facts: ProjectFacts, node: Any, namer: Namer, place: Place) -> None:  # noqa: ANN401
    name = namer.relation(node.relation)
    facts.tables.setdefault(name, place)
    facts.created_in[bare(name)].add(place.path)
    for each in node.tableElts or ():
        if isinstance(each, ast.Constraint) and each.contype in {ConstrType.CONSTR_PRIMARY, ConstrType.CONSTR_UNIQUE}:
            facts.indexes[bare(name)].append(tuple(node_strings(each.keys)))
        if isinstance(each, ast.ColumnDef):
            _take_column_keys(facts, each, name)


def _take_column_keys(facts: ProjectFacts, node: ast.ColumnDef, table: str) -> None:
    kinds = {each.contype for each in node.constraints or () if isinstance(each, ast.Constraint)}
    if kinds & {ConstrType.CONSTR_PRIMARY, ConstrType.CONSTR_UNIQUE}:
        facts.indexes[bare(table)].append((node.colname or "",))


def _take_created(facts: ProjectFacts, node: Any, namer: Namer, place: Place) -> None:  # noqa: ANN401
    if node.into is not None:
        facts.created_in[bare(namer.relation(node.into.rel))].add(place.path)


def _take_index(facts: ProjectFacts, node: Any, namer: Namer, _: Place) -> None:  # noqa: ANN401
    names = tuple(each.name or "" for each in node.indexParams or () if isinstance(each, ast.IndexElem))
    facts.indexes[bare(namer.relation(node.relation))].append(names)


def _take_alter(facts: ProjectFacts, node: Any, namer: Namer, place: Place) -> None:  # noqa: ANN401
    name = namer.relation(node.relation)
    for each in node.cmds or ():
        if each.subtype in {At.AT_EnableRowSecurity, At.AT_ForceRowSecurity}:
            facts.rls_enabled.setdefault(bare(name), place)
        elif each.subtype == At.AT_ValidateConstraint:
            facts.validated[bare(name)].add(place.path)
        elif each.subtype == At.AT_AddConstraint and isinstance(each.def_, ast.Constraint):
            if each.def_.contype in {ConstrType.CONSTR_PRIMARY, ConstrType.CONSTR_UNIQUE}:
                facts.indexes[bare(name)].append(tuple(node_strings(each.def_.keys)))
        elif each.subtype == At.AT_AddColumn and isinstance(each.def_, ast.ColumnDef):
            _take_column_keys(facts, each.def_, name)


def _take_policy(facts: ProjectFacts, node: Any, namer: Namer, _: Place) -> None:  # noqa: ANN401
    facts.policies[bare(namer.relation(node.table))].append(node.policy_name or "")


def _take_trigger(facts: ProjectFacts, node: Any, namer: Namer, _: Place) -> None:  # noqa: ANN401
    facts.trigger_tables[bare(".".join(node_strings(node.funcname)))].append(namer.relation(node.relation))


def _take_grant(facts: ProjectFacts, node: Any, namer: Namer, _: Place) -> None:  # noqa: ANN401
    public = any(getattr(each, "roletype", None) == RoleSpecType.ROLESPEC_PUBLIC for each in node.grantees or ())
    if not public or node.is_grant or node.objtype not in _ROUTINES:
        return
    if node.targtype == GrantTargetType.ACL_TARGET_ALL_IN_SCHEMA:
        facts.revoked_schemas |= set(node_strings(node.objects))
        return
    for each in node.objects or ():
        if isinstance(each, ast.ObjectWithArgs):
            facts.revoked_routines.add(bare(namer.qualified(node_strings(each.objname))))


def _take_setting(facts: ProjectFacts, node: Any, _namer: Namer, place: Place) -> None:  # noqa: ANN401
    if node.name == "lock_timeout":
        facts.limited.add(place.path)


def _take_default_privileges(facts: ProjectFacts, node: Any, _namer: Namer, _place: Place) -> None:  # noqa: ANN401
    """ALTER DEFAULT PRIVILEGES … REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC covers routines made later."""
    action = node.action
    if action is None or action.is_grant or action.objtype not in _ROUTINES:
        return
    schemas = [each.arg for each in node.options or () if isinstance(each, ast.DefElem) and each.defname == "schemas"]
    facts.revoked_schemas |= {name for each in schemas for name in node_strings(each)} or {"*"}


_NAMED = (ast.CreateStmt, ast.ViewStmt, ast.CreateFunctionStmt, ast.IndexStmt)
_CHANGING = frozenset({"alter", "drop", "data", "query", "grant", "comment", "transaction", "set"})
_ROUTINES = frozenset({ObjectType.OBJECT_FUNCTION, ObjectType.OBJECT_PROCEDURE, ObjectType.OBJECT_ROUTINE})
_TAKERS: dict[type, Callable[[ProjectFacts, Any, Namer, Place], None]] = {
    ast.CreateStmt: _take_table,
    ast.CreateTableAsStmt: _take_created,
    ast.IndexStmt: _take_index,
    ast.AlterTableStmt: _take_alter,
    ast.CreatePolicyStmt: _take_policy,
    ast.CreateTrigStmt: _take_trigger,
    ast.GrantStmt: _take_grant,
    ast.VariableSetStmt: _take_setting,
    ast.AlterDefaultPrivilegesStmt: _take_default_privileges,
}
