"""A variable that nothing reads."""

from collections.abc import Iterator

from engine.analysis.project_facts import ProjectFacts
from engine.analysis.sites import StepSite
from engine.analysis.variables.variable_uses import is_read
from engine.findings.finding import Severity
from engine.findings.finding_rule import FindingRule, Hit
from engine.plpgsql.tree import Variable


def _check(site: StepSite, _facts: ProjectFacts) -> Iterator[Hit]:
    if not is_read(site.unit, site.node):
        yield Hit(site.place, f"Variable {site.node.name} is never read.")


RULE = FindingRule(
    id="COR008",
    name="dead-variable",
    family="dead_variable",
    category="correctness",
    severity=Severity.LOW,
    cwe=563,
    node=Variable,
    check=_check,
    sentence="The variable has no effect; perhaps another one was meant where it should be used.",
    hint="Remove the variable.",
    effort_minutes=5,
    positive=(
        (
            "CREATE FUNCTION f(p integer) RETURNS integer LANGUAGE plpgsql AS $$ DECLARE v integer; BEGIN "
            "RETURN p; END $$;"
        ),
        (
            "CREATE FUNCTION f(p integer) RETURNS integer LANGUAGE plpgsql AS $$ DECLARE v integer := 0; BEGIN "
            "v := p; RETURN p; END $$;"
        ),
    ),
    near_miss=(
        (
            "CREATE FUNCTION f(p integer) RETURNS integer LANGUAGE plpgsql AS $$ DECLARE v integer; BEGIN v := "
            "p; RETURN v; END $$;"
        ),
        (
            "CREATE FUNCTION f(p integer) RETURNS integer LANGUAGE plpgsql AS $$ DECLARE v item; BEGIN v.id := "
            "p; RETURN v.id; END $$;"
        ),
    ),
)
