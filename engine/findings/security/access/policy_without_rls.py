"""Policies are defined on a table whose row-level security is off."""

from collections.abc import Iterator

from engine.analysis.project_facts import ProjectFacts, bare
from engine.findings.finding import Severity
from engine.findings.finding_rule import FindingRule, Hit


def _check(facts: ProjectFacts, _: ProjectFacts) -> Iterator[Hit]:
    for name, place in facts.tables.items():
        if facts.policies.get(bare(name)) and bare(name) not in facts.rls_enabled:
            yield Hit(place, f"Policies are defined on {name}, but row-level security is not enabled.")


RULE = FindingRule(
    id="SEC107",
    name="policy-without-rls",
    family="rls_missing",
    category="security",
    severity=Severity.HIGH,
    cwe=285,
    node=ProjectFacts,
    check=_check,
    sentence="Policies have no effect until row-level security is enabled.",
    hint="ALTER TABLE … ENABLE ROW LEVEL SECURITY.",
    effort_minutes=5,
    positive=("CREATE TABLE item (id integer); CREATE POLICY p ON item USING (id > 0);",),
    near_miss=(
        (
            "CREATE TABLE item (id integer); CREATE POLICY p ON item USING (id > 0); ALTER TABLE item ENABLE "
            "ROW LEVEL SECURITY;"
        ),
        "CREATE TABLE item (id integer);",
    ),
)
