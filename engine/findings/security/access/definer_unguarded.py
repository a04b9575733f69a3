"""SECURITY DEFINER that changes data for anyone who may call it."""

from collections.abc import Iterator

from pglast import ast

from engine.analysis.caller_checks import asks_about_caller
from engine.analysis.privileged_work import privileged_work
from engine.analysis.project_facts import ProjectFacts, bare
from engine.analysis.sites import SqlSite
from engine.findings.finding import Severity
from engine.findings.finding_rule import FindingRule, Hit


def _check(site: SqlSite, facts: ProjectFacts) -> Iterator[Hit]:
    unit, header = site.unit, site.unit.header
    if not site.is_statement or header is None or not header.security_definer or header.is_trigger:
        return
    name, schema = bare(unit.unit.name), unit.unit.name.partition("(")[0].rpartition(".")[0]
    if name in facts.revoked_routines or {schema, "*"} & facts.revoked_schemas:
        return
    work = privileged_work(unit)
    if work and not asks_about_caller(unit):
        message = f"This SECURITY DEFINER routine {work} for anyone: it does not check its caller."
        yield Hit(unit.place(), message)


RULE = FindingRule(
    id="SEC103",
    name="definer-unguarded",
    family="definer_unguarded",
    category="security",
    severity=Severity.HIGH,
    cwe=862,
    node=ast.CreateFunctionStmt,
    check=_check,
    sentence="Everyone may execute a new routine, so the owner's rights are open to everyone.",
    hint="Check the caller first, or REVOKE EXECUTE FROM PUBLIC and grant it to the roles that need it.",
    effort_minutes=20,
    positive=(
        (
            "CREATE FUNCTION wipe(p integer) RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = app "
            "AS $$ DELETE FROM item WHERE id = p $$;"
        ),
        (
            "CREATE FUNCTION grant_all(r text) RETURNS void LANGUAGE plpgsql SECURITY DEFINER AS $$ BEGIN "
            "EXECUTE format('GRANT ALL ON item TO %I', r); END $$;"
        ),
    ),
    near_miss=(
        (
            "CREATE FUNCTION wipe(p integer) RETURNS void LANGUAGE sql SECURITY DEFINER AS $$ DELETE FROM item "
            "WHERE id = p AND owner = session_user $$;"
        ),
        (
            "CREATE FUNCTION wipe(p integer) RETURNS void LANGUAGE plpgsql SECURITY DEFINER AS $$ BEGIN IF NOT "
            "pg_has_role(session_user, 'admin', 'MEMBER') THEN RAISE EXCEPTION 'no'; END IF; DELETE FROM item "
            "WHERE id = p; END $$;"
        ),
        (
            "CREATE FUNCTION wipe(p integer) RETURNS void LANGUAGE sql SECURITY DEFINER AS $$ DELETE FROM item "
            "WHERE id = p $$; REVOKE ALL ON FUNCTION wipe(integer) FROM PUBLIC;"
        ),
        "CREATE FUNCTION wipe(p integer) RETURNS void LANGUAGE sql AS $$ DELETE FROM item WHERE id = p $$;",
    ),
)
