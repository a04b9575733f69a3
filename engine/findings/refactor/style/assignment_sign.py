"""An assignment that is written like a comparison."""

from collections.abc import Iterator

from engine.analysis.project_facts import ProjectFacts
from engine.analysis.sites import StepSite
from engine.findings.finding import FindingFix, FixKind, Severity, TextEdit
from engine.findings.finding_rule import FindingRule, FixExample, Hit
from engine.plpgsql.tree import Assign
from engine.source.span import Span


def _check(site: StepSite, _facts: ProjectFacts) -> Iterator[Hit]:
    start, end = site.node.target.span.end, site.node.value.span.start
    between = site.unit.body.text[start:end] if site.unit.body else ""
    if between.strip() == "=":
        at = site.unit.body_place(start + between.index("="))
        fix = FindingFix(FixKind.REFACTOR, (TextEdit(Span(at, at + 1), ":="),))
        yield Hit(site.place, "The assignment is written with =.", fix)


RULE = FindingRule(
    id="REF031",
    name="assignment-sign",
    family="style",
    category="refactor",
    severity=Severity.INFO,
    node=Assign,
    check=_check,
    sentence="= reads as a comparison.",
    hint="Write := for assignments.",
    effort_minutes=1,
    positive=("CREATE FUNCTION f(p integer) RETURNS integer LANGUAGE plpgsql AS $$ BEGIN p = 1; RETURN p; END $$;",),
    near_miss=(
        ("CREATE FUNCTION f(p integer) RETURNS integer LANGUAGE plpgsql AS $$ BEGIN p := 1; RETURN p; END $$;"),
    ),
    fixes=(
        FixExample(
            "CREATE FUNCTION f(p integer) RETURNS integer LANGUAGE plpgsql AS $$ BEGIN p = 1; RETURN p; END $$;",
            "CREATE FUNCTION f(p integer) RETURNS integer LANGUAGE plpgsql AS $$ BEGIN p := 1; RETURN p; END $$;",
        ),
    ),
    default=False,
)
