"""A branch with the condition of an earlier one: it is never taken."""

from collections.abc import Iterator

from engine.analysis.project_facts import ProjectFacts
from engine.analysis.sites import StepSite
from engine.analysis.steps import fragment_expression
from engine.findings.finding import Severity
from engine.findings.finding_rule import FindingRule, Hit
from engine.plpgsql import tree


def _check(site: StepSite, _facts: ProjectFacts) -> Iterator[Hit]:
    seen = [fragment_expression(site.node.condition)]
    for each in site.node.elsifs:
        condition = fragment_expression(each.condition)
        if condition is not None and any(condition == earlier for earlier in seen):
            yield Hit(site.unit.place(site.unit.body_span(each.span)), "An earlier branch has the same condition.")
        seen.append(condition)


RULE = FindingRule(
    id="COR007",
    name="repeated-condition",
    family="unreachable_code",
    category="correctness",
    severity=Severity.HIGH,
    cwe=561,
    node=tree.If,
    check=_check,
    sentence="Only the first of two branches with one condition is ever taken.",
    hint="Correct the condition, or remove the branch.",
    effort_minutes=10,
    positive=(
        (
            "CREATE FUNCTION f(p integer) RETURNS integer LANGUAGE plpgsql AS $$ BEGIN IF p = 1 THEN RETURN 1; "
            "ELSIF p = 1 THEN RETURN 2; END IF; RETURN 0; END $$;"
        ),
    ),
    near_miss=(
        (
            "CREATE FUNCTION f(p integer) RETURNS integer LANGUAGE plpgsql AS $$ BEGIN IF p = 1 THEN RETURN 1; "
            "ELSIF p = 2 THEN RETURN 2; END IF; RETURN 0; END $$;"
        ),
    ),
)
