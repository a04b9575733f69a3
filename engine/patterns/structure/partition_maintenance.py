"""Partitions are created, attached, filled, detached or dropped, or rows are sent to them."""

import re
from collections.abc import Iterator

from pglast import ast
from pglast.enums import AlterTableType

from engine.analysis.parsed_unit import ParsedUnit
from engine.analysis.project_facts import ProjectFacts
from engine.analysis.sites import SqlSite
from engine.patterns.detector import Detector, PatternEvidence
from engine.patterns.questions.changes import statement_span
from engine.plpgsql import tree

_COMMANDS = {AlterTableType.AT_AttachPartition, AlterTableType.AT_DetachPartition, AlterTableType.AT_AddInherit}
_TEXT = re.compile(r"\bpartition\s+of\b|\b(?:attach|detach)\s+partition\b|\)\s*inherits\s*\(", re.IGNORECASE)
_BUILDING = (tree.Execute, tree.Assign, tree.Variable, tree.Perform, tree.Sql, tree.Dynamic)


def _detect(unit: ParsedUnit, _: ProjectFacts) -> Iterator[PatternEvidence]:
    for site in unit.sites(ast.CreateStmt):
        if site.node.partbound is not None:
            yield PatternEvidence(statement_span(site), {}, 0.95)
    for site in unit.sites(ast.AlterTableCmd):
        if site.node.subtype in _COMMANDS:
            yield PatternEvidence(statement_span(site), {}, 0.95)
    for site in unit.sites(ast.A_Const):
        if isinstance(site.node.val, ast.String) and _TEXT.search(site.node.val.sval or "") and _is_run(site):
            yield PatternEvidence(statement_span(site), {}, 0.9)


def _is_run(site: SqlSite) -> bool:
    """Whether the text is part of a statement that a routine builds, not a message or a comment."""
    return site.step is not None and isinstance(site.step.node, _BUILDING)


DETECTOR = Detector(
    pattern="partition_maintenance",
    category="workflow",
    sentence="Creates, attaches, detaches or drops partitions.",
    detect=_detect,
    positive=(
        "CREATE TABLE m_2024 PARTITION OF m FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');",
        """CREATE FUNCTION add_month(p text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN EXECUTE format('CREATE TABLE m_%s PARTITION OF m DEFAULT', p); END $$;""",
        "ALTER TABLE m DETACH PARTITION m_2024;",
    ),
    near_miss=("CREATE FUNCTION of_month() RETURNS SETOF m LANGUAGE sql AS $$ SELECT * FROM m_2024 $$;",),
)
