"""Writes only if a version that the caller has read still holds, and lets the caller know otherwise."""

from collections.abc import Iterator

from pglast import ast

from engine.analysis.expressions import column_path, nodes_within, operator
from engine.analysis.parsed_unit import ParsedUnit
from engine.analysis.project_facts import ProjectFacts
from engine.patterns.detector import Detector, Evidence
from engine.patterns.questions.calls import reads_clock, uses_parameter
from engine.patterns.questions.changes import TableChange, updates
from engine.patterns.questions.comparisons import comparisons


def _detect(unit: ParsedUnit, _: ProjectFacts) -> Iterator[Evidence]:
    for change in updates(unit):
        version = _version(change, unit)
        if version:
            yield Evidence(change.span, {"field": version}, 0.93)


def _version(change: TableChange, unit: ParsedUnit) -> str:
    """The column that WHERE compares with a parameter and that SET moves on."""
    for condition in change.conditions:
        for each in comparisons(condition):
            moved = change.values.get(each.column)
            if each.operator == "=" and uses_parameter(each.value, unit) and _moves_on(moved, each.column):
                return each.column
    return ""


def _moves_on(value: object, column: str) -> bool:
    """`column + 1`, or a new time."""
    grows = operator(value) == "+" and any(column_path(each)[-1:] == (column,) for each in nodes_within(value))
    return grows or (isinstance(value, (ast.FuncCall, ast.SQLValueFunction)) and reads_clock(value))


DETECTOR = Detector(
    pattern="optimistic_lock",
    category="validation",
    sentence="Writes only if the version that the caller has read still holds.",
    detect=_detect,
    positive=(
        (
            "CREATE FUNCTION save(p int, p_ver int, x text) RETURNS int LANGUAGE sql AS "
            "$$ UPDATE page SET body = x, ver = ver + 1 WHERE id = p AND ver = p_ver RETURNING ver $$;"
        ),
    ),
    near_miss=(
        "CREATE FUNCTION save(p int) RETURNS int LANGUAGE sql AS $$ SELECT ver FROM page WHERE id = p FOR UPDATE $$;",
        "CREATE FUNCTION save(p int) RETURNS void LANGUAGE sql AS $$ UPDATE page SET ver = ver + 1 WHERE id = p $$;",
    ),
)
