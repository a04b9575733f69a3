"""An UPDATE or DELETE of a whole table in a routine that is called for one row."""

import re
from collections.abc import Iterator

from pglast import ast

from engine.analysis.expressions import relation_name
from engine.analysis.parsed_unit import ParsedUnit
from engine.analysis.project_facts import ProjectFacts
from engine.findings.finding import Severity
from engine.findings.finding_rule import FindingRule, Hit

_KEY = re.compile(r"(?:^|_)(?:id|key|pk|uuid|code)$", re.IGNORECASE)
_SCRATCH = re.compile(r"te?mp|cache|staging|stage|queue|work", re.IGNORECASE)


def _check(parsed: ParsedUnit, _facts: ProjectFacts) -> Iterator[Hit]:
    header = parsed.header
    if header is None or not any(each.is_input and _KEY.search(each.name) for each in header.parameters):
        return
    filled = {relation_name(each.node.relation) for each in parsed.sites(ast.InsertStmt)}
    for kind in (ast.UpdateStmt, ast.DeleteStmt):
        for site in parsed.sites(kind):
            node, table = site.node, relation_name(site.node.relation)
            joined = node.fromClause if isinstance(node, ast.UpdateStmt) else node.usingClause
            restricted = node.whereClause is not None or joined
            if not restricted and table not in filled and not _SCRATCH.search(table):
                yield Hit(site.place, f"The statement changes every row of {table}.")


RULE = FindingRule(
    id="COR010",
    name="no-predicate",
    family="missing_predicate",
    category="correctness",
    severity=Severity.HIGH,
    node=ParsedUnit,
    check=_check,
    sentence="The routine takes a key, but the statement has no WHERE clause.",
    hint="Restrict the statement, or use TRUNCATE where all rows are meant.",
    effort_minutes=15,
    positive=("CREATE FUNCTION f(p_id integer) RETURNS void LANGUAGE sql AS $$ UPDATE item SET size = 0 $$;",),
    near_miss=(
        (
            "CREATE FUNCTION f(p_id integer) RETURNS void LANGUAGE sql AS $$ UPDATE item SET size = 0 WHERE id "
            "= p_id $$;"
        ),
        "CREATE FUNCTION f() RETURNS void LANGUAGE sql AS $$ DELETE FROM top_item $$;",
    ),
)
