"""A parameter that the body never uses."""

from collections.abc import Iterator

from engine.analysis.parsed_unit import ParsedUnit
from engine.analysis.project_facts import ProjectFacts
from engine.analysis.variables.variable_uses import uses_of
from engine.findings.finding import Severity
from engine.findings.finding_rule import FindingRule, Hit
from engine.plpgsql import tree


def _check(parsed: ParsedUnit, _facts: ProjectFacts) -> Iterator[Hit]:
    header = parsed.header
    if header is None or parsed.tree is None or not parsed.tokens or _is_stub(parsed):
        return
    for at, each in enumerate(header.parameters, 1):
        if each.is_input and each.name and not uses_of(parsed, each.name.lower()) and not uses_of(parsed, f"${at}"):
            yield Hit(parsed.place(), f"Parameter {each.name} is never used.")


def _is_stub(parsed: ParsedUnit) -> bool:
    """Whether the body only raises an error: what is not written yet uses nothing."""
    steps = parsed.block.steps if parsed.block else ()
    return len(steps) == 1 and isinstance(steps[0], tree.Raise)


RULE = FindingRule(
    id="REF020",
    name="unused-parameter",
    family="unused_parameter",
    category="refactor",
    severity=Severity.INFO,
    cwe=563,
    node=ParsedUnit,
    check=_check,
    sentence="Callers pass a value that has no effect.",
    hint="Use the parameter, or remove it.",
    effort_minutes=10,
    positive=("CREATE FUNCTION f(p_a integer, p_b integer) RETURNS integer LANGUAGE sql AS $$ SELECT p_a $$;",),
    near_miss=(
        "CREATE FUNCTION f(p_a integer) RETURNS integer LANGUAGE plpgsql AS $$ BEGIN RAISE 'not implemented'; END $$;",
        ("CREATE FUNCTION f(p_a integer, p_b integer) RETURNS integer LANGUAGE sql AS $$ SELECT p_a + p_b $$;"),
    ),
)
