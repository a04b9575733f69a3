"""A column that clients may use gets another name."""

from collections.abc import Iterator

from pglast import ast
from pglast.enums import ObjectType

from engine.analysis.expressions import relation_name
from engine.analysis.project_facts import ProjectFacts
from engine.analysis.sites import SqlSite
from engine.findings.finding import Severity
from engine.findings.finding_rule import FindingRule, Hit


def _check(site: SqlSite, facts: ProjectFacts) -> Iterator[Hit]:
    node = site.node
    made_here = facts.is_created_in(site.unit.path, relation_name(node.relation))
    if site.is_statement and node.renameType == ObjectType.OBJECT_COLUMN and not made_here:
        yield Hit(site.unit.place(), f"Column {node.subname} is renamed to {node.newname}.")


RULE = FindingRule(
    id="MIG016",
    name="rename-column",
    family="mig_drop_rename",
    category="migration",
    severity=Severity.MEDIUM,
    node=ast.RenameStmt,
    check=_check,
    sentence="Clients of the previous release fail until they are replaced.",
    hint="Add a column with the new name, keep both in step for a release, then drop the old one.",
    effort_minutes=45,
    positive=("ALTER TABLE item RENAME COLUMN size TO width;",),
    near_miss=(
        "ALTER TABLE item RENAME CONSTRAINT a TO b;",
        "CREATE TABLE item (id integer); ALTER TABLE item RENAME COLUMN id TO nr;",
    ),
)
