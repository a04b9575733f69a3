"""A row is looked at, then changed as if nobody else could have changed it in between."""

from collections.abc import Iterator

from engine.analysis.look_then_act import races
from engine.analysis.project_facts import ProjectFacts
from engine.analysis.sites import StepSite
from engine.findings.finding import Severity
from engine.findings.finding_rule import FindingRule, Hit
from engine.plpgsql.tree import Body


def _check(site: StepSite, _facts: ProjectFacts) -> Iterator[Hit]:
    for race in races(site.unit):
        place = site.unit.place(site.unit.body_span(race.look.span))
        yield Hit(
            place, f"The body looks at {race.look.table}, then {race.action} it; another session can act in between."
        )


RULE = FindingRule(
    id="SEC302",
    name="check-then-act",
    family="toctou",
    category="security",
    severity=Severity.MEDIUM,
    cwe=367,
    node=Body,
    check=_check,
    sentence="Two sessions can both pass the check before either of them acts.",
    hint="Lock the row with FOR UPDATE, use ON CONFLICT, or put the condition into the statement.",
    effort_minutes=30,
    positive=(
        (
            "CREATE FUNCTION f(p integer) RETURNS boolean LANGUAGE plpgsql AS $$ BEGIN IF NOT EXISTS (SELECT 1 "
            "FROM tag WHERE name = p::text) THEN INSERT INTO tag (name) VALUES (p::text); END IF; RETURN true; "
            "END $$;"
        ),
        (
            "CREATE FUNCTION f(p integer) RETURNS boolean LANGUAGE plpgsql AS $$ DECLARE v_state text; BEGIN "
            "SELECT state INTO v_state FROM parcel WHERE id = p; IF v_state <> 'packed' THEN RAISE EXCEPTION "
            "'no'; END IF; UPDATE parcel SET state = 'sent' WHERE id = p; RETURN true; END $$;"
        ),
        (
            "CREATE FUNCTION f(p integer) RETURNS boolean LANGUAGE plpgsql AS $$ BEGIN PERFORM 1 FROM tag "
            "WHERE id = p; IF NOT FOUND THEN INSERT INTO tag (id) VALUES (p); END IF; RETURN true; END $$;"
        ),
    ),
    near_miss=(
        (
            "CREATE FUNCTION f(p integer) RETURNS boolean LANGUAGE plpgsql AS $$ DECLARE r tag; BEGIN "
            "UPDATE tag SET uses = 1 WHERE id = p; IF FOUND THEN SELECT * INTO r FROM tag WHERE id = p; RETURN true; "
            "END IF; INSERT INTO tag (id) VALUES (p); RETURN true; END $$;"
        ),
        (
            "CREATE FUNCTION f(p integer) RETURNS boolean LANGUAGE plpgsql AS $$ BEGIN INSERT INTO tag (name) "
            "VALUES (p::text) ON CONFLICT DO NOTHING; RETURN true; END $$;"
        ),
        (
            "CREATE FUNCTION f(p integer) RETURNS boolean LANGUAGE plpgsql AS $$ DECLARE v_state text; BEGIN "
            "SELECT state INTO v_state FROM parcel WHERE id = p FOR UPDATE; IF v_state <> 'packed' THEN RAISE "
            "EXCEPTION 'no'; END IF; UPDATE parcel SET state = 'sent' WHERE id = p; RETURN true; END $$;"
        ),
        (
            "CREATE FUNCTION f(p integer) RETURNS boolean LANGUAGE plpgsql AS $$ DECLARE v_state text; BEGIN "
            "SELECT state INTO v_state FROM parcel WHERE id = p; IF v_state <> 'packed' THEN RAISE EXCEPTION "
            "'no'; END IF; UPDATE parcel SET state = 'sent' WHERE id = p AND state = 'packed'; RETURN true; "
            "END $$;"
        ),
        (
            "CREATE FUNCTION f(p integer) RETURNS boolean LANGUAGE plpgsql AS $$ BEGIN IF NOT EXISTS (SELECT 1 "
            "FROM client WHERE id = p) THEN RAISE EXCEPTION 'no client'; END IF; INSERT INTO tag (id) VALUES "
            "(p); RETURN true; END $$;"
        ),
    ),
)
