"""Partitions are created, attached, filled, detached or dropped, or rows are sent to them."""

import re
from collections.abc import Iterator

from pglast import ast
from pglast.enums import AlterTableType

from engine.analysis.expressions import nodes_within
from engine.analysis.parsed_unit import ParsedUnit
from engine.analysis.project_facts import ProjectFacts
from engine.patterns.detector import Detector, Evidence
from engine.patterns.questions.changes import statement_span

_COMMANDS = {AlterTableType.AT_AttachPartition, AlterTableType.AT_DetachPartition, AlterTableType.AT_AddInherit}
_TEXT = re.compile(r"\bpartition\s+of\b|\b(?:attach|detach)\s+partition\b|\)\s*inherits\s*\(", re.IGNORECASE)


def _detect(unit: ParsedUnit, _: ProjectFacts) -> Iterator[Evidence]:
    for site in unit.sites(ast.CreateStmt):
        if site.node.partbound is not None:
            yield Evidence(statement_span(site), {}, 0.95)
    for site in unit.sites(ast.AlterTableCmd):
        if site.node.subtype in _COMMANDS:
            yield Evidence(statement_span(site), {}, 0.95)
    for site in unit.sites(ast.A_Const):
        if isinstance(site.node.val, ast.String) and _TEXT.search(site.node.val.sval or "") and _is_run(site):
            yield Evidence(statement_span(site), {}, 0.9)


def _is_run(site: object) -> bool:
    """Whether the text is part of a statement that a routine builds, not a message or a comment."""
    step = getattr(site, "step", None)
    kind = type(step.node).__name__ if step is not None else ""
    return kind in {"Execute", "Assign", "Variable", "Perform", "Sql", "Dynamic"} and bool(
        list(nodes_within(getattr(site, "node", None)))
    )


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
