"""The version that holds now ends when a new one begins."""

from collections.abc import Iterator

from pglast import ast

from engine.analysis.expressions import column_path
from engine.analysis.parsed_unit import ParsedUnit
from engine.analysis.project_facts import ProjectFacts
from engine.patterns.detector import Detector, PatternEvidence
from engine.patterns.questions.changes import TableChange, inserts, updates
from engine.patterns.questions.comparisons import comparisons, null_test


def _detect(unit: ParsedUnit, _: ProjectFacts) -> Iterator[PatternEvidence]:
    begun = inserts(unit)
    for change in updates(unit):
        ended = _ended_column(change)
        if ended and _is_of_one_thing(change, ended) and any(each.table == change.table for each in begun):
            yield PatternEvidence(change.span, {"table": change.table, "until": ended}, 0.92)


def _ended_column(change: TableChange) -> str:
    """The column that is set where it was open: NULL, infinity, or a flag that says "current"."""
    open_columns = {found[0] for each in change.conditions if (found := null_test(each)) and found[1]}
    for condition in change.conditions:
        open_columns |= {each.column for each in comparisons(condition) if _is_open(each.value)}
    open_columns |= {path[-1] for each in change.conditions if (path := column_path(each))}  # a flag by itself
    ended = sorted(each for each in open_columns if each in change.values and _ends(change.values[each]))
    return next(iter(ended), "")


def _is_of_one_thing(change: TableChange, ended: str) -> bool:
    """Whether it ends versions of what the caller names, not those of the whole table."""
    return any(
        each.column != ended and not isinstance(each.value, ast.A_Const)
        for condition in change.conditions
        for each in comparisons(condition)
    )


def _ends(value: object) -> bool:
    """A time, the key of the successor, or a flag: not a number of something else."""
    return not isinstance(value, ast.A_Const) or isinstance(value.val, ast.Boolean)


def _is_open(value: object) -> bool:
    text = repr(value)
    return "infinity" in text or "9999" in text or "boolval=True" in text


DETECTOR = Detector(
    pattern="scd2",
    category="audit",
    sentence="Ends the version of a row that holds now and begins a new one.",
    detect=_detect,
    positive=(
        """CREATE FUNCTION set_price(p int, v numeric) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  UPDATE price SET valid_to = now() WHERE item = p AND valid_to IS NULL;
  INSERT INTO price (item, amount, valid_from) VALUES (p, v, now());
END $$;""",
    ),
    near_miss=(
        (
            "CREATE FUNCTION end_price(p int, p_to date) RETURNS void LANGUAGE sql AS "
            "$$ UPDATE price SET valid_to = p_to WHERE id = p $$;"
        ),
        """CREATE FUNCTION fill() RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  UPDATE entry SET posted = false WHERE posted = true;
  INSERT INTO entry (day) VALUES (current_date);
END $$;""",
    ),
)
