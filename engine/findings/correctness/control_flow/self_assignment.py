"""A variable is assigned to itself."""

from collections.abc import Iterator

from engine.analysis.project_facts import ProjectFacts
from engine.analysis.sites import StepSite
from engine.findings.finding import Severity
from engine.findings.finding_rule import FindingRule, Hit
from engine.plpgsql.tree import Assign


def _check(site: StepSite, _facts: ProjectFacts) -> Iterator[Hit]:
    target = site.node.target.text.strip().lower()
    if target == site.node.value.text.strip().lower():
        yield Hit(site.place, f"{target} is assigned to itself.")


RULE = FindingRule(
    id="COR020",
    name="self-assignment",
    family="ineffective_clause",
    category="correctness",
    severity=Severity.MEDIUM,
    cwe=1164,
    node=Assign,
    check=_check,
    sentence="The statement has no effect; perhaps another variable was meant.",
    hint="Correct or remove the statement.",
    effort_minutes=5,
    positive=(("CREATE FUNCTION f(p integer) RETURNS integer LANGUAGE plpgsql AS $$ BEGIN p := p; RETURN p; END $$;"),),
    near_miss=(
        ("CREATE FUNCTION f(p integer) RETURNS integer LANGUAGE plpgsql AS $$ BEGIN p := p + 1; RETURN p; END $$;"),
    ),
)
