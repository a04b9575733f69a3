"""A routine with many ways through it."""

from collections.abc import Iterator

from engine.analysis.parsed_unit import ParsedUnit
from engine.analysis.project_facts import ProjectFacts
from engine.findings.finding import Severity
from engine.findings.finding_rule import FindingRule, Hit
from engine.findings.unit_metrics import unit_metrics

LIMIT = 10


def _check(parsed: ParsedUnit, _facts: ProjectFacts) -> Iterator[Hit]:
    found = unit_metrics(parsed) if parsed.block is not None else None
    if found and found.cyclomatic > LIMIT:
        yield Hit(parsed.place(), f"The cyclomatic complexity is {found.cyclomatic}; {LIMIT} is a usual limit.")


RULE = FindingRule(
    id="REF001",
    name="high-complexity",
    family="high_complexity",
    category="refactor",
    severity=Severity.LOW,
    cwe=1121,
    node=ParsedUnit,
    check=_check,
    sentence="Every way through needs a test, and a reader has to keep all conditions in mind.",
    hint="Split the routine, or turn branches into data.",
    effort_minutes=120,
    positive=(
        (
            "CREATE FUNCTION f(p integer) RETURNS integer LANGUAGE plpgsql AS $$ BEGIN IF p = 0 THEN RETURN 0; "
            "END IF; IF p = 1 THEN RETURN 1; END IF; IF p = 2 THEN RETURN 2; END IF; IF p = 3 THEN RETURN 3; "
            "END IF; IF p = 4 THEN RETURN 4; END IF; IF p = 5 THEN RETURN 5; END IF; IF p = 6 THEN RETURN 6; "
            "END IF; IF p = 7 THEN RETURN 7; END IF; IF p = 8 THEN RETURN 8; END IF; IF p = 9 THEN RETURN 9; "
            "END IF; IF p = 10 THEN RETURN 10; END IF; RETURN 0; END $$;"
        ),
    ),
    near_miss=(
        (
            "CREATE FUNCTION f(p integer) RETURNS integer LANGUAGE plpgsql AS $$ BEGIN IF p = 1 THEN RETURN 1; "
            "END IF; RETURN 0; END $$;"
        ),
    ),
)
