"""A table, view or routine that clients may use gets another name."""

from collections.abc import Iterator

from pglast import ast
from pglast.enums import ObjectType

from engine.analysis.expressions import relation_name
from engine.analysis.project_facts import ProjectFacts
from engine.analysis.sites import SqlSite
from engine.findings.finding import Severity
from engine.findings.finding_rule import FindingRule, Hit

_KINDS = {
    ObjectType.OBJECT_TABLE: "Table",
    ObjectType.OBJECT_VIEW: "View",
    ObjectType.OBJECT_FUNCTION: "Function",
    ObjectType.OBJECT_TYPE: "Type",
    ObjectType.OBJECT_SCHEMA: "Schema",
    ObjectType.OBJECT_ATTRIBUTE: "Attribute",
}


def _check(site: SqlSite, facts: ProjectFacts) -> Iterator[Hit]:
    node, kind = site.node, _KINDS.get(site.node.renameType)
    if site.is_statement and kind and not facts.is_created_in(site.unit.path, relation_name(node.relation)):
        yield Hit(
            site.unit.place(),
            f"{kind} {relation_name(node.relation) or site.unit.unit.name} is renamed to {node.newname}.",
        )


RULE = FindingRule(
    id="MIG017",
    name="rename-object",
    family="mig_drop_rename",
    category="migration",
    severity=Severity.MEDIUM,
    node=ast.RenameStmt,
    check=_check,
    sentence="Clients of the previous release fail until they are replaced.",
    hint="Leave a view or a wrapper under the old name for a release.",
    effort_minutes=30,
    positive=("ALTER TABLE item RENAME TO article;",),
    near_miss=(
        "ALTER INDEX a RENAME TO b;",
        "CREATE TABLE item (id integer); ALTER TABLE item RENAME TO article;",
    ),
)
