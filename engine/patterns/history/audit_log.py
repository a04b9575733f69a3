"""A durable record of a change or an access is written beside the data."""

from collections.abc import Iterator
from typing import Any

from pglast import ast

from engine.analysis.expressions import column_path, nodes_within
from engine.analysis.parsed_unit import ParsedUnit
from engine.analysis.project_facts import ProjectFacts
from engine.patterns.detector import Detector, PatternEvidence
from engine.patterns.questions.calls import names_caller, reads_clock
from engine.patterns.questions.changes import TableChange, inserts
from engine.patterns.questions.tables import created_table, declared_columns
from engine.patterns.questions.triggers import is_trigger, names_row

_STEMS = ("audit", "log", "hist", "journal", "trail", "changes", "activity")
_NOT_CHANGES = ("job", "run", "cron", "error", "debug", "import", "batch")
_ACTION = ("action", "operation", "op", "event", "tg_op", "change_type", "activity")
_WHO = ("user", "by", "actor", "who", "usr", "username", "person")
_VALUES = ("old", "new", "before", "after", "changed", "row_data", "diff", "payload", "original")


def _detect(unit: ParsedUnit, _: ProjectFacts) -> Iterator[PatternEvidence]:
    for change in inserts(unit):
        if _writes_record(change, unit):
            yield PatternEvidence(change.span, {"table": change.table}, 0.9)
    table = created_table(unit)
    if table is not None and _is_log(unit, (table.node.relation.relname or "").lower()):
        yield PatternEvidence(unit.place().span, {}, 0.8)


def _writes_record(change: TableChange, unit: ParsedUnit) -> bool:
    source: Any = change.node.selectStmt
    has_time, has_who = reads_clock(source), names_caller(source)
    if is_trigger(unit):
        has_operation = any(column_path(each) == ("tg_op",) for each in nodes_within(source))
        keeps_row = names_row(source, ("old",)) or (names_row(source) and _is_log_name(change.table))
        return keeps_row and (has_time or has_who or has_operation or _is_log_name(change.table))
    return _is_log_name(change.table) and (has_who or has_time) and bool(unit.sites(ast.UpdateStmt) or has_who)


def _is_log(unit: ParsedUnit, name: str) -> bool:
    """Whether a table holds what was done, by whom and when."""
    words = [set(column.name.split("_")) | {column.name} for column in declared_columns(unit)]
    kinds = (_ACTION, _WHO, _VALUES)
    kept = sum(any(word & set(kind) for word in words) for kind in kinds)
    has_time = any(column.is_time for column in declared_columns(unit))
    return has_time and (kept >= 3 or (kept >= 2 and _is_log_name(name)))


def _is_log_name(name: str) -> bool:
    words = name.split("_")
    return any(word.startswith(_STEMS) for word in words) and not any(word.startswith(_NOT_CHANGES) for word in words)


DETECTOR = Detector(
    pattern="audit_log",
    category="audit",
    sentence="Writes a durable record of a change beside the data.",
    detect=_detect,
    positive=(
        """CREATE FUNCTION log_item() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO item_log SELECT OLD.*, now(), current_user;
  RETURN NEW;
END $$;""",
        "CREATE TABLE audit_trail (id bigint, action text, changed_by text, changed_at timestamptz, old_row jsonb);",
    ),
    near_miss=(
        """CREATE FUNCTION say() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE NOTICE 'changed %', NEW.id; RETURN NEW; END $$;""",
        "CREATE TABLE job_run_log (id int, started_at timestamptz, message text);",
    ),
)
