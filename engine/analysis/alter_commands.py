"""The commands of ALTER TABLE statements that change tables which may be in use."""

from collections.abc import Iterator
from typing import Any

from pglast import ast
from pglast.enums import AlterTableType, ConstrType, ObjectType

from engine.analysis.expressions import relation_name
from engine.analysis.project_facts import ProjectFacts
from engine.analysis.sites import SqlSite


def alter_commands(site: SqlSite, facts: ProjectFacts, *kinds: AlterTableType) -> Iterator[Any]:
    """The commands of some kinds, unless the table is made in the same file."""
    is_table = site.node.objtype == ObjectType.OBJECT_TABLE
    if not is_table or not site.is_statement or facts.is_created_in(site.unit.path, relation_name(site.node.relation)):
        return
    yield from (each for each in site.node.cmds or () if each.subtype in kinds)


def added_constraints(site: SqlSite, facts: ProjectFacts, *kinds: ConstrType) -> Iterator[Any]:
    """The table constraints of some kinds that a statement adds."""
    for each in alter_commands(site, facts, AlterTableType.AT_AddConstraint):
        if isinstance(each.def_, ast.Constraint) and each.def_.contype in kinds:
            yield each.def_


def column_constraint(column: ast.ColumnDef, *kinds: ConstrType) -> ast.Constraint | None:
    """The first constraint of some kinds of a column."""
    found = (each for each in column.constraints or () if isinstance(each, ast.Constraint) and each.contype in kinds)
    return next(found, None)
