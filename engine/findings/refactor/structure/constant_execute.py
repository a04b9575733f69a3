"""EXECUTE of a text that never changes."""

import re
from collections.abc import Iterator

from engine.analysis.expressions import text_constant
from engine.analysis.project_facts import ProjectFacts
from engine.analysis.sites import StepSite
from engine.analysis.steps import fragment_expression
from engine.findings.finding import FindingFix, FixKind, Severity, TextEdit
from engine.findings.finding_rule import FindingRule, FixExample, Hit
from engine.plpgsql.tree import Execute

_PLAIN = re.compile(r"\s*(?:INSERT|UPDATE|DELETE)\b", re.IGNORECASE)


def _check(site: StepSite, _facts: ProjectFacts) -> Iterator[Hit]:
    text = text_constant(fragment_expression(site.node.command))
    if text and _PLAIN.match(text) and "$1" not in text and site.node.into is None and not site.node.using:
        statement = text.strip().rstrip(";").rstrip()
        fix = FindingFix(FixKind.REFACTOR, (TextEdit(site.span, f"{statement};"),))
        yield Hit(site.place, "EXECUTE runs a text that never changes.", fix)


RULE = FindingRule(
    id="REF012",
    name="constant-execute",
    family="constant_execute",
    category="refactor",
    severity=Severity.INFO,
    node=Execute,
    check=_check,
    sentence="A static statement is checked when it is written, and its plan is kept.",
    hint="Write the statement itself; keep EXECUTE where the table is created in the same routine.",
    effort_minutes=5,
    positive=(
        (
            "CREATE FUNCTION f(p integer) RETURNS integer LANGUAGE plpgsql AS $$ BEGIN EXECUTE 'DELETE FROM "
            "item'; RETURN p; END $$;"
        ),
    ),
    near_miss=(
        (
            "CREATE FUNCTION f(p integer) RETURNS integer LANGUAGE plpgsql AS $$ BEGIN EXECUTE 'DELETE FROM "
            "item WHERE id = $1' USING p; RETURN p; END $$;"
        ),
    ),
    fixes=(
        FixExample(
            "CREATE FUNCTION f(p integer) RETURNS integer LANGUAGE plpgsql AS $$ BEGIN EXECUTE 'DELETE FROM "
            "item'; RETURN p; END $$;",
            "CREATE FUNCTION f(p integer) RETURNS integer LANGUAGE plpgsql AS $$ BEGIN DELETE FROM item; "
            "RETURN p; END $$;",
        ),
    ),
)
