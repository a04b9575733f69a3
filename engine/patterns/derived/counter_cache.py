"""A stored count or total on a parent is kept in step with other rows."""

from collections.abc import Iterator

from pglast import ast

from engine.analysis.expressions import column_path, function_name, nodes_within, operator
from engine.analysis.parsed_unit import ParsedUnit
from engine.analysis.project_facts import ProjectFacts
from engine.patterns.detector import Detector, PatternEvidence
from engine.patterns.questions.changes import TableChange, inserts, returned, updates
from engine.patterns.questions.comparisons import comparisons
from engine.patterns.questions.triggers import is_trigger, names_row

_AGGREGATES = frozenset({"count", "sum"})


def _detect(unit: ParsedUnit, _: ProjectFacts) -> Iterator[PatternEvidence]:
    for change in updates(unit):
        for column, value in change.values.items():
            if is_counted_again(value) or (_keeps_step(change, unit) and _is_moved(change, column, value)):
                yield PatternEvidence(change.span, {"table": change.table, "field": column}, 0.9)

    for change in inserts(unit):
        if is_trigger(unit) and (column := _counted_on_conflict(change)):
            yield PatternEvidence(change.span, {"table": change.table, "field": column}, 0.85)


def _counted_on_conflict(change: TableChange) -> str:
    """The column of DO UPDATE SET that grows by a number."""
    conflict = change.node.onConflictClause
    for each in (conflict.targetList or ()) if conflict is not None else ():
        name = (each.name or "").lower()
        if operator(each.val) in {"+", "-"} and any(
            column_path(part)[-1:] == (name,) for part in nodes_within(each.val)
        ):
            return name
    return ""


def is_counted_again(value: object) -> bool:
    """A sub-query that counts or sums."""
    for each in nodes_within(value):
        if isinstance(each, ast.SubLink) and any(function_name(part) in _AGGREGATES for part in nodes_within(each)):
            return True
    return False


def _is_moved(change: TableChange, column: str, value: object) -> bool:
    """`column ± …` on the row that NEW or OLD names."""
    gives_number = bool(returned(change.node)) and not is_trigger(change.site.unit)
    if operator(value) not in {"+", "-"} or gives_number:
        return False
    refers = any(column_path(each)[-1:] == (column,) for each in nodes_within(value))
    return refers and (names_row(change.node.whereClause) or not is_trigger(change.site.unit))


def _keeps_step(change: TableChange, unit: ParsedUnit) -> bool:
    """In a trigger, or in a routine that also adds a row that names the same parent."""
    if is_trigger(unit):
        return True
    parents = {repr(each.value) for each in comparisons(change.node.whereClause) if each.operator == "="}
    rows = [each for each in inserts(unit) if each.table != change.table]
    return any(repr(value) in parents for row in rows for value in row.values.values())


DETECTOR = Detector(
    pattern="counter_cache",
    category="hierarchy",
    sentence="Keeps a stored count or total in step with other rows.",
    detect=_detect,
    positive=(
        """CREATE FUNCTION count_reply() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN UPDATE thread SET replies = replies + 1 WHERE id = NEW.thread; RETURN NEW; END $$;""",
        """CREATE FUNCTION forget() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE left_over int;
BEGIN
  UPDATE thread SET replies = thread.replies - 1 WHERE id = OLD.thread RETURNING replies INTO left_over;
  IF left_over = 0 THEN DELETE FROM thread WHERE id = OLD.thread; END IF;
  RETURN OLD;
END $$;""",
        (
            "CREATE FUNCTION recount(p int) RETURNS void LANGUAGE sql AS $$ UPDATE thread SET replies = "
            "(SELECT count(*) FROM reply WHERE thread = p) WHERE id = p $$;"
        ),
    ),
    near_miss=(
        "CREATE FUNCTION replies(p int) RETURNS bigint LANGUAGE sql AS $$ SELECT count(*) FROM reply WHERE t = p $$;",
    ),
)
