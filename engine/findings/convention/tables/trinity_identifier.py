"""A table without identifier, which the others have."""

from engine.analysis.project_facts import ProjectFacts
from engine.findings.convention.column_checks import tables_without
from engine.findings.finding import Severity
from engine.findings.finding_rule import FindingRule

RULE = FindingRule(
    id="CON013",
    name="trinity-identifier",
    family="trinity",
    category="convention",
    severity=Severity.LOW,
    node=ProjectFacts,
    check=tables_without("identifier"),
    sentence="The project gives each table a readable identifier.",
    hint="Add identifier TEXT NOT NULL UNIQUE.",
    effort_minutes=20,
    positive=(
        (
            "CREATE TABLE a0 (nr integer, identifier text); CREATE TABLE a1 (nr integer, identifier text); "
            "CREATE TABLE a2 (nr integer, identifier text); CREATE TABLE a3 (nr integer, identifier text); "
            "CREATE TABLE a4 (nr integer, identifier text); CREATE TABLE a5 (nr integer, identifier text); "
            "CREATE TABLE a6 (nr integer, identifier text); CREATE TABLE a7 (nr integer, identifier text); "
            "CREATE TABLE b (nr integer);"
        ),
    ),
    near_miss=(
        "CREATE TABLE b (nr integer);",
        (
            "CREATE TABLE a0 (nr integer, identifier text); CREATE TABLE a1 (nr integer, identifier text); "
            "CREATE TABLE a2 (nr integer, identifier text); CREATE TABLE a3 (nr integer, identifier text); "
            "CREATE TABLE a4 (nr integer, identifier text); CREATE TABLE a5 (nr integer, identifier text); "
            "CREATE TABLE a6 (nr integer, identifier text); CREATE TABLE a7 (nr integer, identifier text);"
        ),
    ),
)
