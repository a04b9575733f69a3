"""Row-level security is enabled on a table that has no policy."""

from collections.abc import Iterator

from engine.analysis.project_facts import ProjectFacts
from engine.findings.finding import Severity
from engine.findings.finding_rule import FindingRule, Hit


def _check(facts: ProjectFacts, _: ProjectFacts) -> Iterator[Hit]:
    for table, place in facts.rls_enabled.items():
        if not facts.policies.get(table):
            yield Hit(place, f"Row-level security is enabled on {table}, but no policy is defined.")


RULE = FindingRule(
    id="SEC106",
    name="rls-without-policy",
    family="rls_without_policy",
    category="security",
    severity=Severity.LOW,
    cwe=285,
    node=ProjectFacts,
    check=_check,
    sentence="Only the owner and roles that bypass row-level security can see any row.",
    hint="Create the policies, or grant no rights on the table instead.",
    effort_minutes=15,
    positive=("CREATE TABLE item (id integer); ALTER TABLE item ENABLE ROW LEVEL SECURITY;",),
    near_miss=(
        (
            "CREATE TABLE item (id integer); ALTER TABLE item ENABLE ROW LEVEL SECURITY; CREATE POLICY p ON "
            "item USING (id > 0);"
        ),
    ),
)
