"""A mark takes the place of removing the row."""

from collections.abc import Iterator

from pglast import ast
from pglast.enums import CmdType

from engine.analysis.expressions import is_null_constant
from engine.analysis.parsed_unit import ParsedUnit
from engine.analysis.project_facts import ProjectFacts
from engine.patterns.detector import Detector, PatternEvidence
from engine.patterns.questions.calls import reads_clock, uses_parameter
from engine.patterns.questions.changes import statement_span, updates
from engine.patterns.questions.tables import declared_columns
from engine.patterns.questions.triggers import is_trigger, operations
from engine.plpgsql import tree

_STEMS = ("deleted", "removed", "is_delete", "soft_delete", "trashed", "tombstone")


def _detect(unit: ParsedUnit, _: ProjectFacts) -> Iterator[PatternEvidence]:
    for change in updates(unit):
        for column, value in change.values.items():
            if _is_mark(column) and _is_mark_value(value, unit):
                yield PatternEvidence(change.span, {"field": column}, 0.95)
    for column in declared_columns(unit):
        if _is_mark(column.name) and (column.is_time or "bool" in column.type_name):
            yield PatternEvidence(column.span, {"field": column.name}, 0.9)
    yield from _turned_deletes(unit)


def _turned_deletes(unit: ParsedUnit) -> Iterator[PatternEvidence]:
    """A rule or a trigger that updates where a DELETE was asked for."""
    for site in unit.sites(ast.RuleStmt):
        actions = site.node.actions or ()
        if site.node.event == CmdType.CMD_DELETE and any(isinstance(each, ast.UpdateStmt) for each in actions):
            yield PatternEvidence(statement_span(site), {}, 0.9)
    if is_trigger(unit) and operations(unit) == {"DELETE"} and _cancels(unit):
        for site in unit.sites(ast.UpdateStmt):
            yield PatternEvidence(statement_span(site), {}, 0.7)


def _cancels(unit: ParsedUnit) -> bool:
    return any(_returns_null(site.node) for site in unit.sites(tree.Return))


def _returns_null(step: tree.Return) -> bool:
    return step.value is not None and step.value.text.strip().lower() == "null"


def _is_mark(column: str) -> bool:
    return column.startswith(_STEMS) and not column.endswith(("_by", "_count", "_reason"))


def _is_mark_value(value: object, unit: ParsedUnit) -> bool:
    is_flag = isinstance(value, ast.A_Const) and isinstance(value.val, ast.Boolean)
    is_number = isinstance(value, ast.A_Const) and isinstance(value.val, ast.Integer)
    return is_flag or is_number or is_null_constant(value) or reads_clock(value) or uses_parameter(value, unit)


DETECTOR = Detector(
    pattern="soft_delete",
    category="soft_delete",
    sentence="Marks a row as deleted and keeps it.",
    detect=_detect,
    positive=(
        (
            "CREATE FUNCTION drop_client(p int) RETURNS void LANGUAGE sql AS "
            "$$ UPDATE client SET deleted_at = now() WHERE id = p $$;"
        ),
        "CREATE TABLE client (id int PRIMARY KEY, is_deleted boolean NOT NULL DEFAULT false);",
        "CREATE RULE keep AS ON DELETE TO client DO INSTEAD UPDATE client SET gone = true WHERE id = OLD.id;",
    ),
    near_miss=(
        "CREATE FUNCTION off(p int) RETURNS void LANGUAGE sql AS $$ UPDATE job SET enabled = false WHERE id = p $$;",
        "CREATE VIEW live AS SELECT * FROM client WHERE NOT is_deleted;",
    ),
)
