"""Inserts, and does nothing when the row is there."""

from collections.abc import Iterator

from pglast import ast
from pglast.enums import OnConflictAction, SubLinkType

from engine.analysis.expressions import nodes_within, relation_name
from engine.analysis.parsed_unit import ParsedUnit
from engine.analysis.project_facts import ProjectFacts, bare
from engine.analysis.sites import StepSite
from engine.patterns.detector import Detector, PatternEvidence
from engine.patterns.questions.changes import TableChange, inserts, returned
from engine.patterns.questions.comparisons import negated
from engine.patterns.questions.refusals import step_expression
from engine.patterns.questions.siblings import sql_of_step, step_before
from engine.plpgsql import tree


def _detect(unit: ParsedUnit, _: ProjectFacts) -> Iterator[PatternEvidence]:
    for change in inserts(unit):
        conflict = change.node.onConflictClause
        if conflict is not None and conflict.action == OnConflictAction.ONCONFLICT_NOTHING:
            yield PatternEvidence(change.span, {"table": change.table}, 0.95)
        elif _excludes_own_rows(change):
            yield PatternEvidence(change.span, {"table": change.table}, 0.9)
        elif change.site.step is not None and _is_guarded(change.site.step, change):
            yield PatternEvidence(change.span, {"table": change.table}, 0.85)


def _excludes_own_rows(change: TableChange) -> bool:
    """INSERT … SELECT … WHERE NOT EXISTS of the same table."""
    where = getattr(change.node.selectStmt, "whereClause", None)
    return any(_is_absence(each, change.table) for each in nodes_within(where))


def _is_absence(node: object, table: str) -> bool:
    inner = negated(node)
    if not isinstance(inner, ast.SubLink):
        return False
    kinds = {SubLinkType.EXISTS_SUBLINK, SubLinkType.ANY_SUBLINK}
    return inner.subLinkType in kinds and table in _tables(inner)


def _tables(node: object) -> set[str]:
    return {bare(relation_name(each)) for each in nodes_within(node) if isinstance(each, ast.RangeVar)}


def _is_guarded(site: StepSite, change: TableChange) -> bool:
    """Inside an IF that asks for absence, or in a block that ignores duplicates."""
    for each in site.ancestors():
        if isinstance(each.node, tree.If):
            if _is_looked_up(each, change) and not returned(change.node):
                return each.node.otherwise is None and not each.node.elsifs
            condition = step_expression(each.node.condition)
            in_then = any(step is site.node for step in each.node.then)
            is_plain = each.node.otherwise is None and not each.node.elsifs and not returned(change.node)
            return in_then and is_plain and any(_is_absence(part, change.table) for part in nodes_within(condition))
        if isinstance(each.node, tree.Block) and _ignores_duplicates(each.node):
            return True
    return False


def _is_looked_up(choice: StepSite, change: TableChange) -> bool:
    """IF NOT FOUND after a query of the same table that takes no key."""
    before = step_before(choice)
    is_absence = " ".join(choice.node.condition.text.lower().split()) == "not found"
    return is_absence and isinstance(before, tree.Perform) and change.table in _tables(sql_of_step(before))


def _ignores_duplicates(block: tree.Block) -> bool:
    for each in block.handlers:
        if any(condition.name == "unique_violation" for condition in each.conditions):
            return all(isinstance(step, tree.Null) for step in each.steps)
    return False


DETECTOR = Detector(
    pattern="idempotent_insert",
    category="state_machine",
    sentence="Inserts a row unless it is there.",
    detect=_detect,
    positive=(
        (
            "CREATE FUNCTION see(p int) RETURNS void LANGUAGE sql AS "
            "$$ INSERT INTO seen (id) SELECT p WHERE NOT EXISTS (SELECT 1 FROM seen WHERE id = p) $$;"
        ),
        (
            "CREATE FUNCTION see(p int) RETURNS void LANGUAGE sql AS "
            "$$ INSERT INTO seen (id) VALUES (p) ON CONFLICT DO NOTHING $$;"
        ),
        """CREATE FUNCTION see(p int) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM seen WHERE id = p) THEN INSERT INTO seen (id) VALUES (p); END IF;
END $$;""",
    ),
    near_miss=(
        "DO $$ BEGIN IF NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = 'x') THEN CREATE ROLE x; END IF; END $$;",
        "CREATE FUNCTION see(p int) RETURNS void LANGUAGE sql AS $$ INSERT INTO seen (id) VALUES (p) $$;",
    ),
)
