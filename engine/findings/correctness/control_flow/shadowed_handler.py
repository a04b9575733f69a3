"""A handler after WHEN OTHERS is never reached."""

from collections.abc import Iterator

from engine.analysis.project_facts import ProjectFacts
from engine.analysis.sites import StepSite
from engine.findings.finding import Severity
from engine.findings.finding_rule import FindingRule, Hit
from engine.plpgsql.tree import Block


def _check(site: StepSite, _facts: ProjectFacts) -> Iterator[Hit]:
    handlers = site.node.handlers
    for at, each in enumerate(handlers[:-1]):
        if any(condition.name.lower() == "others" for condition in each.conditions):
            after = handlers[at + 1]
            yield Hit(site.unit.place(site.unit.body_span(after.span)), "WHEN OTHERS before it catches everything.")
            return


RULE = FindingRule(
    id="COR022",
    name="shadowed-handler",
    family="unreachable_code",
    category="correctness",
    severity=Severity.HIGH,
    cwe=561,
    node=Block,
    check=_check,
    sentence="Handlers are tried in order, and OTHERS matches every error.",
    hint="Move WHEN OTHERS to the end.",
    effort_minutes=5,
    positive=(
        (
            "CREATE FUNCTION f(p integer) RETURNS integer LANGUAGE plpgsql AS $$ BEGIN RETURN 1 / p; EXCEPTION "
            "WHEN OTHERS THEN RAISE; WHEN division_by_zero THEN RETURN 0; END $$;"
        ),
    ),
    near_miss=(
        (
            "CREATE FUNCTION f(p integer) RETURNS integer LANGUAGE plpgsql AS $$ BEGIN RETURN 1 / p; EXCEPTION "
            "WHEN division_by_zero THEN RETURN 0; WHEN OTHERS THEN RAISE; END $$;"
        ),
    ),
)
