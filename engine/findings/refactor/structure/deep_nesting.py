"""Statements inside of statements, more than four levels deep."""

from collections.abc import Iterator

from engine.analysis.parsed_unit import ParsedUnit
from engine.analysis.project_facts import ProjectFacts
from engine.findings.finding import Severity
from engine.findings.finding_rule import FindingRule, Hit
from engine.findings.unit_metrics import unit_metrics

LIMIT = 4


def _check(parsed: ParsedUnit, _facts: ProjectFacts) -> Iterator[Hit]:
    found = unit_metrics(parsed) if parsed.block is not None else None
    if found and found.nesting > LIMIT:
        yield Hit(parsed.place(), f"Statements are nested {found.nesting} levels deep; {LIMIT} is a usual limit.")


RULE = FindingRule(
    id="REF002",
    name="deep-nesting",
    family="deep_nesting",
    category="refactor",
    severity=Severity.LOW,
    cwe=1124,
    node=ParsedUnit,
    check=_check,
    sentence="A reader has to remember every condition on the way in.",
    hint="Return early, or move the inner part to a routine of its own.",
    effort_minutes=60,
    positive=(
        (
            "CREATE FUNCTION f(p integer) RETURNS integer LANGUAGE plpgsql AS $$ BEGIN IF p > 1 THEN IF p > 2 "
            "THEN IF p > 3 THEN IF p > 4 THEN IF p > 5 THEN RETURN 1; END IF; END IF; END IF; END IF; END IF; "
            "RETURN 0; END $$;"
        ),
    ),
    near_miss=(
        (
            "CREATE FUNCTION f(p integer) RETURNS integer LANGUAGE plpgsql AS $$ BEGIN IF p > 1 THEN IF p > 2 "
            "THEN RETURN 1; END IF; END IF; RETURN 0; END $$;"
        ),
    ),
)
