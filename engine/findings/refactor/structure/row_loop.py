"""A loop over rows or elements that one statement could replace."""

from collections.abc import Iterator

from engine.analysis.project_facts import ProjectFacts
from engine.analysis.row_loops import replaceable_loop
from engine.analysis.sites import StepSite
from engine.findings.finding import Severity
from engine.findings.finding_rule import FindingRule, Hit
from engine.plpgsql.tree import Body, ForCursor, Foreach, ForQuery, ForRange

_LOOPS = (ForQuery, ForCursor, Foreach, ForRange)


def _check(site: StepSite, _facts: ProjectFacts) -> Iterator[Hit]:
    for kind in _LOOPS:
        for loop in site.unit.sites(kind):
            action = replaceable_loop(loop)
            if action:
                yield Hit(loop.place, f"The loop {action} one by one.")


RULE = FindingRule(
    id="REF005",
    name="row-loop",
    family="row_loop",
    category="refactor",
    severity=Severity.LOW,
    node=Body,
    check=_check,
    sentence="One statement for all rows is faster, and shorter to read.",
    hint="INSERT … SELECT, UPDATE … FROM, or RETURN QUERY.",
    effort_minutes=30,
    positive=(
        (
            "CREATE FUNCTION f() RETURNS SETOF item LANGUAGE plpgsql AS $$ DECLARE r item; BEGIN FOR r IN "
            "SELECT * FROM item LOOP RETURN NEXT r; END LOOP; END $$;"
        ),
        (
            "CREATE FUNCTION f() RETURNS void LANGUAGE plpgsql AS $$ DECLARE r record; BEGIN FOR r IN SELECT "
            "id FROM item LOOP UPDATE item SET size = 0 WHERE id = r.id; END LOOP; END $$;"
        ),
    ),
    near_miss=(
        (
            "CREATE FUNCTION f() RETURNS void LANGUAGE plpgsql AS $$ DECLARE r record; BEGIN FOR r IN SELECT "
            "id FROM item LOOP PERFORM send(r.id); END LOOP; END $$;"
        ),
        (
            "CREATE FUNCTION f(p integer) RETURNS void LANGUAGE plpgsql AS $$ DECLARE r record; BEGIN FOR r IN "
            "SELECT id, size FROM item LOOP EXIT WHEN p <= 0; UPDATE item SET size = 0 WHERE id = r.id; p := p "
            "- r.size; END LOOP; END $$;"
        ),
    ),
)
