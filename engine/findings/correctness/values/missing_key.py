"""An UPDATE or DELETE leaves out a key that a parameter is for."""

from collections.abc import Iterator

from pglast import ast

from engine.analysis.expressions import column_path, nodes_within, relation_name
from engine.analysis.parsed_unit import ParsedUnit
from engine.analysis.project_facts import ProjectFacts
from engine.analysis.variables.variable_uses import uses_of
from engine.findings.finding import Severity
from engine.findings.finding_rule import FindingRule, Hit


def _check(parsed: ParsedUnit, facts: ProjectFacts) -> Iterator[Hit]:
    unused = _unused_parameters(parsed)
    for kind in (ast.UpdateStmt, ast.DeleteStmt) if unused else ():
        for site in parsed.sites(kind):
            table = relation_name(site.node.relation)
            columns = {each.name for each in facts.columns_of(table)}
            compared = {path[-1] for each in nodes_within(site.node.whereClause) if (path := column_path(each))}
            missing = [column for column in unused if column in columns and column not in compared]
            if missing:
                yield Hit(
                    site.place, f"The statement on {table} does not restrict {missing[0]}, which a parameter is for."
                )


def _unused_parameters(parsed: ParsedUnit) -> list[str]:
    """The columns that parameters are named for which the body never uses."""
    header = parsed.header
    if header is None or parsed.tree is None or header.is_trigger:
        return []
    names = [each.name.lower() for each in header.parameters if each.is_input and each.name]
    unused = [name for at, name in enumerate(names, 1) if not uses_of(parsed, name) and not uses_of(parsed, f"${at}")]
    return [
        column
        for name in unused
        for column in (name, name.removeprefix("p_"), name.lstrip("_"), name.removeprefix("in_"))
    ]


RULE = FindingRule(
    id="COR009",
    name="missing-key",
    family="missing_predicate",
    category="correctness",
    severity=Severity.HIGH,
    node=ParsedUnit,
    check=_check,
    sentence="The routine takes the key, and then changes the rows of all keys.",
    hint="Add the key to the WHERE clause.",
    effort_minutes=15,
    positive=(
        (
            "CREATE TABLE line (doc integer, nr integer); CREATE FUNCTION f(p_doc integer, p_nr integer) "
            "RETURNS void LANGUAGE sql AS $$ DELETE FROM line WHERE nr = p_nr $$;"
        ),
    ),
    near_miss=(
        (
            "CREATE TABLE line (doc integer, nr integer); CREATE FUNCTION f(p_doc integer, p_nr integer) "
            "RETURNS void LANGUAGE sql AS $$ DELETE FROM line WHERE nr = p_nr AND doc = p_doc $$;"
        ),
    ),
)
