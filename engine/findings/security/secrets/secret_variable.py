"""A variable, a setting or a default that is named for a secret and holds a literal."""

from collections.abc import Iterator

from engine.analysis.expressions import selected_expression, text_constant
from engine.analysis.project_facts import ProjectFacts
from engine.analysis.sites import StepSite
from engine.analysis.sql_nodes import fragment_tree
from engine.findings.finding import Severity
from engine.findings.finding_rule import FindingRule, Hit
from engine.findings.mask_secrets import is_plausible, is_secret_name, masked
from engine.plpgsql.tree import Variable


def _check(site: StepSite, _facts: ProjectFacts) -> Iterator[Hit]:
    found = fragment_tree(site.node.default) if site.node.default and is_secret_name(site.node.name) else None
    secret = text_constant(selected_expression(found.nodes[0].node)) if found else None
    if secret and is_plausible(secret) and " " not in secret:
        yield Hit(site.place, f"Variable {site.node.name} holds a secret from the source: {masked(secret)}.")


RULE = FindingRule(
    id="SEC204",
    name="secret-variable",
    family="hardcoded_secret",
    category="security",
    severity=Severity.HIGH,
    cwe=798,
    node=Variable,
    check=_check,
    sentence="The literal is a secret by the name of the variable that holds it.",
    hint="Read the secret from a setting or a parameter, and change this one.",
    effort_minutes=20,
    positive=(
        (
            "CREATE FUNCTION f() RETURNS void LANGUAGE plpgsql AS $$ DECLARE v_password text := 'tr0ub4dor'; "
            "BEGIN PERFORM login(v_password); END $$;"
        ),
    ),
    near_miss=(
        (
            "CREATE FUNCTION f() RETURNS void LANGUAGE plpgsql AS $$ DECLARE v_password text := "
            "current_setting('app.password'); BEGIN PERFORM login(v_password); END $$;"
        ),
        (
            "CREATE FUNCTION f() RETURNS void LANGUAGE plpgsql AS $$ DECLARE v_city text := 'tr0ub4dor'; BEGIN "
            "PERFORM find(v_city); END $$;"
        ),
    ),
)
