"""A table without created_at, which the others have."""

from engine.analysis.project_facts import ProjectFacts
from engine.findings.convention.column_checks import tables_without
from engine.findings.finding import Severity
from engine.findings.finding_rule import FindingRule

RULE = FindingRule(
    id="CON014",
    name="missing-created-at",
    family="audit_fields",
    category="convention",
    severity=Severity.LOW,
    node=ProjectFacts,
    check=tables_without("created_at"),
    sentence="The project records when each row was made.",
    hint="Add created_at TIMESTAMPTZ NOT NULL DEFAULT now().",
    effort_minutes=20,
    positive=(
        (
            "CREATE TABLE a0 (nr integer, created_at timestamptz); CREATE TABLE a1 (nr integer, created_at "
            "timestamptz); CREATE TABLE a2 (nr integer, created_at timestamptz); CREATE TABLE a3 (nr integer, "
            "created_at timestamptz); CREATE TABLE a4 (nr integer, created_at timestamptz); CREATE TABLE a5 "
            "(nr integer, created_at timestamptz); CREATE TABLE a6 (nr integer, created_at timestamptz); "
            "CREATE TABLE a7 (nr integer, created_at timestamptz); CREATE TABLE b (nr integer);"
        ),
    ),
    near_miss=(
        "CREATE TABLE b (nr integer);",
        (
            "CREATE TABLE a0 (nr integer, created_at timestamptz); CREATE TABLE a1 (nr integer, created_at "
            "timestamptz); CREATE TABLE a2 (nr integer, created_at timestamptz); CREATE TABLE a3 (nr integer, "
            "created_at timestamptz); CREATE TABLE a4 (nr integer, created_at timestamptz); CREATE TABLE a5 "
            "(nr integer, created_at timestamptz); CREATE TABLE a6 (nr integer, created_at timestamptz); "
            "CREATE TABLE a7 (nr integer, created_at timestamptz);"
        ),
    ),
)
