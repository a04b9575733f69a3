"""Writes only if a version that the caller has read still holds, and lets the caller know otherwise."""

from collections.abc import Iterator

from pglast import ast

from engine.analysis.expressions import column_path, function_name, nodes_within, operator
from engine.analysis.parsed_unit import ParsedUnit
from engine.analysis.project_facts import ProjectFacts
from engine.patterns.detector import Detector, PatternEvidence
from engine.patterns.questions.calls import reads_clock, uses_parameter
from engine.patterns.questions.changes import TableChange, updates
from engine.patterns.questions.comparisons import Comparison, columns_within, comparisons
from engine.patterns.questions.refusals import refusals, step_expression
from engine.patterns.questions.triggers import is_trigger, names_row, row_assignments

_IDENTIFIERS = frozenset({"gen_random_uuid", "uuid_generate_v4", "uuid_generate_v1", "txid_current"})


def _detect(unit: ParsedUnit, _: ProjectFacts) -> Iterator[PatternEvidence]:
    for change in updates(unit):
        version = _version(change, unit)
        if version:
            yield PatternEvidence(change.span, {"field": version}, 0.93)
    if is_trigger(unit):
        yield from _guarded_versions(unit)


def _guarded_versions(unit: ParsedUnit) -> Iterator[PatternEvidence]:
    """A trigger that refuses where NEW and OLD differ in a column, and moves that column on."""
    moved = {name for name, step in row_assignments(unit) if operator(step_expression(step.value)) == "+"}
    for refusal in refusals(unit):
        compared = {path[-1] for path in columns_within(refusal.condition) if path[0] in {"new", "old"}}
        if refusal.is_error and names_row(refusal.condition) and compared & moved:
            yield PatternEvidence(refusal.site.span, {"field": next(iter(sorted(compared & moved)))}, 0.9)


def _version(change: TableChange, unit: ParsedUnit) -> str:
    """The column that WHERE compares with a parameter and that SET moves on."""
    for condition in change.conditions:
        for each in comparisons(condition):
            moved = change.values.get(each.column)
            if each.operator == "=" and uses_parameter(each.value, unit) and _moves_on(moved, each):
                return each.column
    return ""


def _moves_on(value: object, seen: Comparison) -> bool:
    """`column + 1`, the version that was seen plus one, a new time, or a new identifier."""
    counted = {column_path(seen.value), seen.path, (seen.column,)}
    grows = operator(value) == "+" and any(column_path(each) in counted for each in nodes_within(value))
    is_new = isinstance(value, (ast.FuncCall, ast.SQLValueFunction))
    return grows or (is_new and (reads_clock(value) or function_name(value) in _IDENTIFIERS))


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
