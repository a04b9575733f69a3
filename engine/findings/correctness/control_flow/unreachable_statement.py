"""A statement after RETURN, RAISE, EXIT or CONTINUE is never reached."""

from collections.abc import Iterator
from itertools import pairwise

from engine.analysis.project_facts import ProjectFacts
from engine.analysis.sites import StepSite
from engine.analysis.steps import ends_here, step_lists
from engine.findings.finding import Severity
from engine.findings.finding_rule import FindingRule, Hit
from engine.plpgsql import tree


def _check(site: StepSite, _facts: ProjectFacts) -> Iterator[Hit]:
    for steps in step_lists(site.node.block):
        for before, after in pairwise(steps):
            if ends_here(before) and not isinstance(after, (tree.Opaque, tree.Null)):
                yield Hit(site.unit.place(site.unit.body_span(after.span)), "This statement is never reached.")
                break


RULE = FindingRule(
    id="COR006",
    name="unreachable-statement",
    family="unreachable_code",
    category="correctness",
    severity=Severity.MEDIUM,
    cwe=561,
    node=tree.Body,
    check=_check,
    sentence="The statement before it always leaves the block.",
    hint="Remove the statement, or correct the one before it.",
    effort_minutes=10,
    positive=(
        ("CREATE FUNCTION f(p integer) RETURNS integer LANGUAGE plpgsql AS $$ BEGIN RETURN 1; p := 2; END $$;"),
        (
            "CREATE FUNCTION f(p integer) RETURNS integer LANGUAGE plpgsql AS $$ BEGIN IF p > 0 THEN RAISE "
            "EXCEPTION 'no'; RETURN 0; END IF; RETURN 1; END $$;"
        ),
    ),
    near_miss=(
        (
            "CREATE FUNCTION f(p integer) RETURNS integer LANGUAGE plpgsql AS $$ BEGIN IF p > 0 THEN RETURN 1; "
            "END IF; RETURN 2; END $$;"
        ),
        (
            "CREATE FUNCTION f(p integer) RETURNS integer LANGUAGE plpgsql AS $$ BEGIN RAISE NOTICE 'on'; "
            "RETURN 2; END $$;"
        ),
    ),
)
