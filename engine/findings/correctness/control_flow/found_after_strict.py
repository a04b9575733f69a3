"""FOUND after INTO STRICT is always true: no row raises an error before."""

from collections.abc import Iterator
from itertools import pairwise

from engine.analysis.expressions import column_path, nodes_within
from engine.analysis.project_facts import ProjectFacts
from engine.analysis.sites import StepSite
from engine.analysis.steps import fragment_expression, step_lists
from engine.findings.finding import Severity
from engine.findings.finding_rule import FindingRule, Hit
from engine.plpgsql import tree


def _check(site: StepSite, _facts: ProjectFacts) -> Iterator[Hit]:
    for steps in step_lists(site.node.block):
        for query, decision in pairwise(steps):
            into = getattr(query, "into", None)
            if into is not None and into.strict and isinstance(decision, tree.If) and _asks_found(decision):
                place = site.unit.place(site.unit.body_span(decision.span))
                yield Hit(place, "FOUND is always true after INTO STRICT.")


def _asks_found(step: tree.If) -> bool:
    condition = fragment_expression(step.condition)
    return any(column_path(each) == ("found",) for each in nodes_within(condition))


RULE = FindingRule(
    id="COR003",
    name="found-after-strict",
    family="strict_found",
    category="correctness",
    severity=Severity.MEDIUM,
    cwe=571,
    node=tree.Body,
    check=_check,
    sentence="INTO STRICT raises NO_DATA_FOUND before the check is reached.",
    hint="Drop STRICT, or handle no_data_found.",
    effort_minutes=10,
    positive=(
        (
            "CREATE FUNCTION f(p integer) RETURNS integer LANGUAGE plpgsql AS $$ DECLARE v integer; BEGIN "
            "SELECT size INTO STRICT v FROM item WHERE id = p; IF NOT FOUND THEN RETURN 0; END IF; RETURN v; "
            "END $$;"
        ),
    ),
    near_miss=(
        (
            "CREATE FUNCTION f(p integer) RETURNS integer LANGUAGE plpgsql AS $$ DECLARE v integer; BEGIN "
            "SELECT size INTO v FROM item WHERE id = p; IF NOT FOUND THEN RETURN 0; END IF; RETURN v; END $$;"
        ),
    ),
)
