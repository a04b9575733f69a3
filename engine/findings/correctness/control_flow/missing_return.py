"""A function whose body can end without RETURN."""

from collections.abc import Iterator

from engine.analysis.project_facts import ProjectFacts
from engine.analysis.sites import StepSite
from engine.analysis.steps import ends
from engine.findings.finding import Severity
from engine.findings.finding_rule import FindingRule, Hit
from engine.plpgsql import tree


def _check(site: StepSite, _facts: ProjectFacts) -> Iterator[Hit]:
    header, block = site.unit.header, site.node.block
    if header is None or block is None or header.is_procedure or site.node.opaque or not header.returns:
        return
    outputs = any(not each.is_input for each in header.parameters)
    free = header.returns in {"void", "event_trigger"} or header.returns_set or outputs
    if not free and site.unit.unit.is_routine and not _always_returns(block):
        yield Hit(site.unit.place(site.unit.body_span(block.span)), "The body can end without RETURN.")


def _always_returns(block: tree.Block) -> bool:
    """Whether the end of the body is never reached; handlers are left out: they may mean to fail."""
    return ends(block.steps)


RULE = FindingRule(
    id="COR014",
    name="missing-return",
    family="runtime_error",
    category="correctness",
    severity=Severity.HIGH,
    node=tree.Body,
    check=_check,
    sentence="The call fails with “control reached end of function without RETURN”.",
    hint="Return a value on every path.",
    effort_minutes=10,
    positive=(
        (
            "CREATE FUNCTION f(p integer) RETURNS integer LANGUAGE plpgsql AS $$ BEGIN IF p > 0 THEN RETURN 1; "
            "END IF; END $$;"
        ),
    ),
    near_miss=(
        (
            "CREATE FUNCTION f(p integer) RETURNS integer LANGUAGE plpgsql AS $$ BEGIN IF p > 0 THEN RETURN 1; "
            "ELSE RETURN 2; END IF; END $$;"
        ),
        (
            "CREATE FUNCTION f(p integer) RETURNS integer LANGUAGE plpgsql AS $$ BEGIN LOOP p := p + 1; IF p > "
            "9 THEN RETURN p; END IF; END LOOP; END $$;"
        ),
        "CREATE FUNCTION f() RETURNS void LANGUAGE plpgsql AS $$ BEGIN PERFORM 1; END $$;",
    ),
)
