"""ELSEIF where ELSIF is the usual word."""

from collections.abc import Iterator

from engine.analysis.project_facts import ProjectFacts
from engine.analysis.sites import StepSite
from engine.findings.finding import FindingFix, FixKind, Severity, TextEdit
from engine.findings.finding_rule import FindingRule, FixExample, Hit
from engine.plpgsql.tree import Elsif
from engine.source.span import Span


def _check(site: StepSite, _facts: ProjectFacts) -> Iterator[Hit]:
    start = site.span.start
    if site.unit.source(Span(start, start + 6)).lower() == "elseif":
        fix = FindingFix(FixKind.REFACTOR, (TextEdit(Span(start, start + 6), "ELSIF"),))
        yield Hit(site.place, "ELSEIF is another spelling of ELSIF.", fix)


RULE = FindingRule(
    id="REF033",
    name="elseif-word",
    family="style",
    category="refactor",
    severity=Severity.INFO,
    node=Elsif,
    check=_check,
    sentence="Two spellings of one word in a code base hide each other from a search.",
    hint="Write ELSIF.",
    effort_minutes=1,
    positive=(
        (
            "CREATE FUNCTION f(p integer) RETURNS integer LANGUAGE plpgsql AS $$ BEGIN IF p = 1 THEN RETURN 1; "
            "ELSEIF p = 2 THEN RETURN 2; END IF; RETURN 0; END $$;"
        ),
    ),
    near_miss=(
        (
            "CREATE FUNCTION f(p integer) RETURNS integer LANGUAGE plpgsql AS $$ BEGIN IF p = 1 THEN RETURN 1; "
            "ELSIF p = 2 THEN RETURN 2; END IF; RETURN 0; END $$;"
        ),
    ),
    fixes=(
        FixExample(
            "CREATE FUNCTION f(p integer) RETURNS integer LANGUAGE plpgsql AS $$ BEGIN IF p = 1 THEN RETURN 1; "
            "ELSEIF p = 2 THEN RETURN 2; END IF; RETURN 0; END $$;",
            "CREATE FUNCTION f(p integer) RETURNS integer LANGUAGE plpgsql AS $$ BEGIN IF p = 1 THEN RETURN 1; "
            "ELSIF p = 2 THEN RETURN 2; END IF; RETURN 0; END $$;",
        ),
    ),
    default=False,
)
