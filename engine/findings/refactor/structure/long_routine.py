"""A routine of more than 150 lines."""

from collections.abc import Iterator

from engine.analysis.parsed_unit import ParsedUnit
from engine.analysis.project_facts import ProjectFacts
from engine.findings.finding import Severity
from engine.findings.finding_rule import FindingRule, Hit
from engine.findings.unit_metrics import unit_metrics

LIMIT = 150


def _check(parsed: ParsedUnit, _facts: ProjectFacts) -> Iterator[Hit]:
    lines = unit_metrics(parsed).lines if parsed.header is not None and parsed.tree is not None else 0
    if lines > LIMIT:
        yield Hit(parsed.place(), f"The routine has {lines} lines of code; {LIMIT} is a usual limit.")


_LONG = (
    "CREATE FUNCTION f(p integer) RETURNS integer LANGUAGE plpgsql AS $$ BEGIN\n"
    + "p := p + 1;\n" * 151
    + "RETURN p; END $$;"
)

RULE = FindingRule(
    id="REF003",
    name="long-routine",
    family="long_routine",
    category="refactor",
    severity=Severity.INFO,
    cwe=1080,
    node=ParsedUnit,
    check=_check,
    sentence="Nobody keeps that much in mind at once.",
    hint="Move steps that have a name to routines of their own.",
    effort_minutes=120,
    positive=(_LONG,),
    near_miss=("CREATE FUNCTION f(p integer) RETURNS integer LANGUAGE plpgsql AS $$ BEGIN RETURN p; END $$;",),
)
