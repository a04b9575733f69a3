"""Two routines with the same body."""

from collections.abc import Iterator

from engine.analysis.project_facts import ProjectFacts, bare
from engine.findings.finding import Severity
from engine.findings.finding_rule import FindingRule, Hit


def _check(facts: ProjectFacts, _: ProjectFacts) -> Iterator[Hit]:
    for places in facts.bodies.values():
        first, *others = places
        names = {each.unit for each in places}
        if len(names) > 1:
            for each in others:
                if bare(each.unit) != bare(first.unit):
                    yield Hit(each, f"The body is the same as that of {first.unit}.")


RULE = FindingRule(
    id="REF008",
    name="duplicated-body",
    family="duplicate",
    category="refactor",
    severity=Severity.LOW,
    cwe=1041,
    node=ProjectFacts,
    check=_check,
    sentence="A correction in one of them is forgotten in the other.",
    hint="Keep one, and let the other call it.",
    effort_minutes=30,
    positive=(
        (
            "CREATE FUNCTION f(p integer) RETURNS integer LANGUAGE plpgsql AS $$ DECLARE v integer; BEGIN "
            "SELECT size INTO v FROM item WHERE id = p; IF v IS NULL THEN RAISE EXCEPTION 'no item %', p; END "
            "IF; RETURN v * 2 + 1; END $$; CREATE FUNCTION g(p integer) RETURNS integer LANGUAGE plpgsql AS $$ "
            "DECLARE v integer; BEGIN SELECT size INTO v FROM item WHERE id = p; IF v IS NULL THEN RAISE "
            "EXCEPTION 'no item %', p; END IF; RETURN v * 2 + 1; END $$; "
        ),
    ),
    near_miss=(
        (
            "CREATE FUNCTION f(p integer) RETURNS integer LANGUAGE sql AS $$ SELECT 1 $$; CREATE FUNCTION g(p "
            "integer) RETURNS integer LANGUAGE sql AS $$ SELECT 1 $$;"
        ),
    ),
)
