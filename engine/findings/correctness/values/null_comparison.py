"""A comparison with NULL is never true."""

from collections.abc import Iterator

from pglast import ast

from engine.analysis.expressions import is_null_constant, operator
from engine.analysis.project_facts import ProjectFacts
from engine.analysis.sites import SqlSite
from engine.findings.finding import Severity
from engine.findings.finding_rule import FindingRule, FixExample, Hit
from engine.findings.sql_edits import null_test_fix

_EQUAL, _UNEQUAL = frozenset({"="}), frozenset({"<>", "!="})


def _check(site: SqlSite, _facts: ProjectFacts) -> Iterator[Hit]:
    sign = operator(site.node)
    if sign not in _EQUAL | _UNEQUAL:
        return
    if is_null_constant(site.node.rexpr) or is_null_constant(site.node.lexpr):
        wanted = "IS NULL" if sign in _EQUAL else "IS NOT NULL"
        yield Hit(site.place, f"A comparison with NULL by {sign} is never true.", null_test_fix(site, sign, wanted))


RULE = FindingRule(
    id="COR001",
    name="null-comparison",
    family="null_comparison",
    category="correctness",
    severity=Severity.HIGH,
    cwe=570,
    node=ast.A_Expr,
    check=_check,
    sentence="The result is NULL, which counts as false.",
    hint="Use IS NULL or IS NOT NULL.",
    effort_minutes=5,
    positive=(
        "SELECT name FROM item WHERE size = NULL;",
        (
            "CREATE FUNCTION f(p integer) RETURNS integer LANGUAGE plpgsql AS $$ BEGIN IF p <> NULL THEN "
            "RETURN 1; END IF; RETURN 0; END $$;"
        ),
    ),
    near_miss=(
        "SELECT name FROM item WHERE size IS NULL;",
        "UPDATE item SET size = NULL WHERE id = 1;",
    ),
    fixes=(
        FixExample("SELECT name FROM item WHERE size = NULL;", "SELECT name FROM item WHERE size IS NULL;"),
        FixExample(
            "CREATE FUNCTION f(p integer) RETURNS integer LANGUAGE plpgsql AS $$ BEGIN IF p <> NULL THEN "
            "RETURN 1; END IF; RETURN 0; END $$;",
            "CREATE FUNCTION f(p integer) RETURNS integer LANGUAGE plpgsql AS $$ BEGIN IF p IS NOT NULL THEN "
            "RETURN 1; END IF; RETURN 0; END $$;",
        ),
    ),
)
