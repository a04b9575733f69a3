"""FOUND after an aggregate without GROUP BY is always true."""

from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from pglast import ast

from engine.analysis.expressions import column_path, function_name, nodes_within
from engine.analysis.project_facts import ProjectFacts
from engine.analysis.sites import StepSite
from engine.analysis.steps import fragment_expression, fragment_root, step_lists
from engine.findings.finding import Severity
from engine.findings.finding_rule import FindingRule, Hit
from engine.plpgsql import tree

_AGGREGATES = frozenset({
    "count", "sum", "max", "min", "avg", "array_agg", "string_agg", "bool_and", "bool_or", "json_agg", "jsonb_agg"
})  # fmt: skip


def _check(site: StepSite, _facts: ProjectFacts) -> Iterator[Hit]:
    for steps in step_lists(site.node.block):
        for query, decision in pairwise(steps):
            if isinstance(decision, tree.If) and _is_lone_aggregate(query) and _asks_found(decision):
                place = site.unit.place(site.unit.body_span(decision.span))
                yield Hit(place, "FOUND is always true after an aggregate without GROUP BY.")


def _is_lone_aggregate(step: Any) -> bool:  # noqa: ANN401 - any statement
    """Whether a query gives exactly one row, whatever it finds."""
    fragment = getattr(step, "statement", None) or (step.query if isinstance(step, tree.Perform) else None)
    root = fragment_root(fragment)
    if not isinstance(root, ast.SelectStmt) or root.groupClause or root.havingClause or root.valuesLists:
        return False
    targets = [each.val for each in root.targetList or () if isinstance(each, ast.ResTarget)]
    found = [_is_aggregate(each) for each in targets]
    return bool(found) and all(found)


def _is_aggregate(node: object) -> bool:
    if any(isinstance(each, ast.SubLink) for each in nodes_within(node)):
        return False
    called = [each for each in nodes_within(node) if isinstance(each, ast.FuncCall)]
    return any(function_name(each) in _AGGREGATES and each.over is None for each in called)


def _asks_found(step: tree.If) -> bool:
    condition = fragment_expression(step.condition)
    return any(column_path(each) == ("found",) for each in nodes_within(condition))


RULE = FindingRule(
    id="COR002",
    name="found-after-aggregate",
    family="aggregate_found",
    category="correctness",
    severity=Severity.HIGH,
    cwe=571,
    node=tree.Body,
    check=_check,
    sentence="An aggregate without GROUP BY gives one row, also of nothing.",
    hint="Compare the result: IS NULL, or a count with 0.",
    effort_minutes=10,
    positive=(
        (
            "CREATE FUNCTION f(p integer) RETURNS integer LANGUAGE plpgsql AS $$ DECLARE v integer; BEGIN "
            "SELECT max(size) INTO v FROM item WHERE kind = p; IF NOT FOUND THEN RETURN 0; END IF; RETURN v; "
            "END $$;"
        ),
    ),
    near_miss=(
        (
            "CREATE FUNCTION f(p integer) RETURNS integer LANGUAGE plpgsql AS $$ DECLARE v integer; BEGIN "
            "SELECT size INTO v FROM item WHERE id = p; IF NOT FOUND THEN RETURN 0; END IF; RETURN v; END $$;"
        ),
        (
            "CREATE FUNCTION f(p integer) RETURNS integer LANGUAGE plpgsql AS $$ DECLARE v integer; BEGIN "
            "SELECT max(size) INTO v FROM item GROUP BY kind; IF NOT FOUND THEN RETURN 0; END IF; RETURN v; "
            "END $$;"
        ),
    ),
)
