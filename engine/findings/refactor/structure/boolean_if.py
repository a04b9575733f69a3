"""IF … THEN RETURN true; ELSE RETURN false."""

from collections.abc import Iterator

from engine.analysis.project_facts import ProjectFacts
from engine.analysis.sites import StepSite
from engine.findings.finding import FindingFix, FixKind, Severity, TextEdit
from engine.findings.finding_rule import FindingRule, FixExample, Hit
from engine.plpgsql import tree


def _check(site: StepSite, _facts: ProjectFacts) -> Iterator[Hit]:
    node = site.node
    header = site.unit.header
    if node.elsifs or node.otherwise is None or header is None or header.returns != "boolean":
        return
    if _returned(node.then) == "true" and _returned(node.otherwise) == "false":
        condition = node.condition.text.strip()
        text = f"RETURN coalesce({condition}, false);"
        fix = FindingFix(FixKind.REFACTOR, (TextEdit(site.span, text),))
        yield Hit(site.place, "The IF returns what its condition already is.", fix)


def _returned(steps: tree.Steps) -> str:
    """The constant that a branch returns, where that is all it does."""
    if len(steps) != 1 or not isinstance(steps[0], tree.Return) or steps[0].value is None:
        return ""
    return steps[0].value.text.strip().lower()


RULE = FindingRule(
    id="REF011",
    name="boolean-if",
    family="boolean_if",
    category="refactor",
    severity=Severity.INFO,
    node=tree.If,
    check=_check,
    sentence="One RETURN is shorter and says the same.",
    hint="RETURN coalesce(condition, false): an unknown condition takes the ELSE branch.",
    effort_minutes=3,
    positive=(
        (
            "CREATE FUNCTION f(p integer) RETURNS boolean LANGUAGE plpgsql AS $$ BEGIN IF p > 1 THEN RETURN "
            "true; ELSE RETURN false; END IF; END $$;"
        ),
    ),
    near_miss=(
        (
            "CREATE FUNCTION f(p integer) RETURNS boolean LANGUAGE plpgsql AS $$ BEGIN IF p > 1 THEN RETURN "
            "true; ELSE RETURN NULL; END IF; END $$;"
        ),
    ),
    fixes=(
        FixExample(
            "CREATE FUNCTION f(p integer) RETURNS boolean LANGUAGE plpgsql AS $$ BEGIN IF p > 1 THEN RETURN "
            "true; ELSE RETURN false; END IF; END $$;",
            "CREATE FUNCTION f(p integer) RETURNS boolean LANGUAGE plpgsql AS $$ BEGIN RETURN coalesce(p > 1, "
            "false); END $$;",
        ),
    ),
)
