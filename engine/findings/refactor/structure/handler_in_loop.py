"""A block with EXCEPTION inside of a loop opens a subtransaction for each turn."""

from collections.abc import Iterator

from engine.analysis.project_facts import ProjectFacts
from engine.analysis.sites import StepSite
from engine.findings.finding import Severity
from engine.findings.finding_rule import FindingRule, Hit
from engine.plpgsql import tree

_LOOPS = (tree.Loop, tree.While, tree.ForRange, tree.ForQuery, tree.ForCursor, tree.Foreach)


def _check(site: StepSite, _facts: ProjectFacts) -> Iterator[Hit]:
    if site.node.handlers and any(isinstance(each.node, _LOOPS) for each in site.ancestors()):
        yield Hit(site.place, "Each turn of the loop opens a subtransaction.")


RULE = FindingRule(
    id="REF019",
    name="handler-in-loop",
    family="handler_in_loop",
    category="refactor",
    severity=Severity.INFO,
    node=tree.Block,
    check=_check,
    sentence="More than 64 subtransactions in one transaction slow down every session.",
    hint="Catch errors around the loop, or test beforehand what can fail.",
    effort_minutes=30,
    positive=(
        (
            "CREATE FUNCTION f(p integer) RETURNS integer LANGUAGE plpgsql AS $$ BEGIN FOR i IN 1..9 LOOP "
            "BEGIN PERFORM send(i); EXCEPTION WHEN unique_violation THEN RAISE NOTICE '%', i; END; END LOOP; "
            "RETURN p; END $$;"
        ),
    ),
    near_miss=(
        (
            "CREATE FUNCTION f(p integer) RETURNS integer LANGUAGE plpgsql AS $$ BEGIN FOR i IN 1..9 LOOP "
            "PERFORM send(i); END LOOP; RETURN p; EXCEPTION WHEN unique_violation THEN RETURN 0; END $$;"
        ),
    ),
)
