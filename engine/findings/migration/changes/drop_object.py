"""A table, view or type that clients may use is dropped."""

import re
from collections.abc import Iterator

from pglast import ast
from pglast.enums import ObjectType

from engine.analysis.project_facts import ProjectFacts
from engine.analysis.sites import SqlSite
from engine.findings.finding import Severity
from engine.findings.finding_rule import FindingRule, Hit

_KINDS = {
    ObjectType.OBJECT_TABLE: "Table",
    ObjectType.OBJECT_VIEW: "View",
    ObjectType.OBJECT_MATVIEW: "Materialized view",
    ObjectType.OBJECT_FUNCTION: "Function",
    ObjectType.OBJECT_PROCEDURE: "Procedure",
    ObjectType.OBJECT_TYPE: "Type",
    ObjectType.OBJECT_SCHEMA: "Schema",
    ObjectType.OBJECT_SEQUENCE: "Sequence",
}

# Names are separated by commas, as are the argument types in their parentheses.
_NAMES = re.compile(r"[^,\s(]+(?:\([^)]*\))?")


def _check(site: SqlSite, facts: ProjectFacts) -> Iterator[Hit]:
    kind = _KINDS.get(site.node.removeType)
    if not site.is_statement or kind is None:
        return
    gone = [name for name in _NAMES.findall(site.unit.unit.name) if not facts.is_made_in(site.unit.path, name)]
    if gone and not gone[0].startswith(("pg_temp.", "tmp_", "temp_")):
        yield Hit(site.unit.place(), f"{kind} {', '.join(gone)} is dropped.")


RULE = FindingRule(
    id="MIG015",
    name="drop-object",
    family="mig_drop_rename",
    category="migration",
    severity=Severity.MEDIUM,
    node=ast.DropStmt,
    check=_check,
    sentence="Clients of the previous release fail until they are replaced.",
    hint="Stop using the object in one release, and drop it in the next.",
    effort_minutes=30,
    positive=(
        "DROP TABLE item;",
        "DROP VIEW IF EXISTS item_list;",
    ),
    near_miss=(
        "DROP TABLE IF EXISTS item; CREATE TABLE item (id integer);",
        "DROP TRIGGER t ON item;",
    ),
)
