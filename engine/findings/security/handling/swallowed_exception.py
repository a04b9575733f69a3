"""WHEN OTHERS hides whatever went wrong."""

from collections.abc import Iterator

from engine.analysis.project_facts import ProjectFacts
from engine.analysis.sites import StepSite
from engine.findings.finding import Severity
from engine.findings.finding_rule import FindingRule, Hit
from engine.plpgsql.tree import Assign, Continue, Exit, Handler, Null, Raise, Return

_SILENT = (Null, Return, Assign, Continue, Exit)
_QUIET = frozenset({"debug", "log", "info", "notice"})


def _check(site: StepSite, _facts: ProjectFacts) -> Iterator[Hit]:
    others = any(each.name.lower() == "others" for each in site.node.conditions)
    if others and all(_hides(each) for each in site.node.steps) and not _mentions_error(site):
        yield Hit(site.place, "WHEN OTHERS hides every error.")


def _hides(step: object) -> bool:
    if isinstance(step, Raise):
        return step.level in _QUIET
    return isinstance(step, _SILENT)


def _mentions_error(site: StepSite) -> bool:
    """Whether what went wrong is passed on: in a result, a variable or a message."""
    text = site.unit.source(site.span).lower()
    return "sqlerrm" in text or "sqlstate" in text


RULE = FindingRule(
    id="SEC301",
    name="swallowed-exception",
    family="swallowed_exception",
    category="security",
    severity=Severity.MEDIUM,
    cwe=391,
    node=Handler,
    check=_check,
    sentence="Any error, also one nobody thought of, looks like success.",
    hint="Name the condition that is expected, or raise again with RAISE.",
    effort_minutes=20,
    positive=(
        (
            "CREATE FUNCTION f(p integer) RETURNS boolean LANGUAGE plpgsql AS $$ BEGIN DELETE FROM item WHERE "
            "id = p; RETURN true; EXCEPTION WHEN OTHERS THEN NULL; END $$;"
        ),
        (
            "CREATE FUNCTION f(p integer) RETURNS boolean LANGUAGE plpgsql AS $$ BEGIN RETURN "
            "p::text::boolean; EXCEPTION WHEN OTHERS THEN RETURN false; END $$;"
        ),
    ),
    near_miss=(
        (
            "CREATE FUNCTION f(p integer) RETURNS boolean LANGUAGE plpgsql AS $$ BEGIN RETURN p > 0; EXCEPTION "
            "WHEN OTHERS THEN RAISE; END $$;"
        ),
        (
            "CREATE FUNCTION f(p integer) RETURNS boolean LANGUAGE plpgsql AS $$ BEGIN RETURN p > 0; EXCEPTION "
            "WHEN division_by_zero THEN RETURN false; END $$;"
        ),
        (
            "CREATE FUNCTION f(p integer) RETURNS boolean LANGUAGE plpgsql AS $$ BEGIN RETURN p > 0; EXCEPTION "
            "WHEN OTHERS THEN RAISE WARNING 'failed: %', SQLERRM; RETURN false; END $$;"
        ),
    ),
)
