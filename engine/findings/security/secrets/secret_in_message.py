"""A secret is written to the log or sent to the client in a message."""

import re
from collections.abc import Iterator

from engine.analysis.project_facts import ProjectFacts
from engine.analysis.sites import StepSite
from engine.findings.finding import Severity
from engine.findings.finding_rule import FindingRule, Hit
from engine.findings.mask_secrets import is_secret_name
from engine.plpgsql.tree import Raise

_NAME = re.compile(r"[a-z_]\w*(?:\.[a-z_]\w*)?\Z", re.IGNORECASE)


def _check(site: StepSite, _facts: ProjectFacts) -> Iterator[Hit]:
    for each in site.node.arguments:
        name = each.text.strip()
        if _NAME.match(name) and is_secret_name(name.rpartition(".")[2]) and not name.lower().endswith(("_id", "_at")):
            yield Hit(site.place, f"{name} is written into a message.")
            return


RULE = FindingRule(
    id="SEC214",
    name="secret-in-message",
    family="secret_in_message",
    category="security",
    severity=Severity.MEDIUM,
    cwe=532,
    node=Raise,
    check=_check,
    sentence="Messages end up in logs, where more people can read them than the data.",
    hint="Leave the secret out of the message.",
    effort_minutes=5,
    positive=(
        (
            "CREATE FUNCTION f(p_password text) RETURNS void LANGUAGE plpgsql AS $$ BEGIN RAISE NOTICE 'login "
            "with %', p_password; END $$;"
        ),
    ),
    near_miss=(
        (
            "CREATE FUNCTION f(p_login text, p_password text) RETURNS void LANGUAGE plpgsql AS $$ BEGIN RAISE "
            "NOTICE 'login of %', p_login; END $$;"
        ),
    ),
)
