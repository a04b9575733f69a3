"""Rows hold for a span of time, and the unit declares it, asks what holds on a date, or keeps spans apart."""

from collections.abc import Iterator
from typing import Any

from pglast import ast
from pglast.enums import A_Expr_Kind, ConstrType

from engine.analysis.expressions import column_path, function_name, nodes_within, operator
from engine.analysis.parsed_unit import ParsedUnit
from engine.analysis.project_facts import ProjectFacts
from engine.patterns.detector import Detector, PatternEvidence
from engine.patterns.questions.calls import is_clock, parameter_names
from engine.patterns.questions.changes import TableChange, statement_span, updates
from engine.patterns.questions.comparisons import null_test
from engine.patterns.questions.tables import declared_columns

_RANGES = ("daterange", "tsrange", "tstzrange")
_BEGIN = ("from", "start", "begin", "effective", "valid_since")
_END = ("to", "until", "end", "expir", "through", "thru", "finish", "till")

_SPAN_END = ("to", "until", "end", "thru", "through")


def _detect(unit: ParsedUnit, _: ProjectFacts) -> Iterator[PatternEvidence]:
    yield from _declared(unit)
    for site in unit.sites(ast.A_Expr):
        if _is_between(site.node, unit) or _is_range_test(site.node) or _contains_date(site.node, unit):
            yield PatternEvidence(statement_span(site), {}, 0.85)
    for change in updates(unit):
        for column in _ended(change):
            yield PatternEvidence(change.span, {"to": column}, 0.8)
    for site in unit.sites(ast.BoolExpr):
        if site.node.boolop.name == "AND_EXPR" and (bounds := _bounds(site.node, unit) or _overlap(site.node)):
            yield PatternEvidence(statement_span(site), bounds, 0.85)


def _declared(unit: ParsedUnit) -> Iterator[PatternEvidence]:
    columns = declared_columns(unit)
    for column in columns:
        if column.type_name.removeprefix("pg_catalog.") in _RANGES:
            yield PatternEvidence(column.span, {"span": column.name}, 0.9)
    times = [column for column in columns if column.is_time and not _is_past(column.name)]
    begins = [column for column in times if _has_word(column.name, _BEGIN)]
    ends = [column for column in times if _has_word(column.name, _END)]
    if begins and ends:
        yield PatternEvidence(begins[0].span, {"from": begins[0].name, "to": ends[0].name}, 0.85)
    for site in unit.sites(ast.Constraint):
        if site.node.contype == ConstrType.CONSTR_EXCLUSION and "&&" in repr(site.node.exclusions):
            yield PatternEvidence(statement_span(site), {}, 0.95)


def _is_past(name: str) -> bool:
    """`started_at`: when something happened, not from when on something holds."""
    return bool(set(name.lower().split("_")) & {"started", "ended", "finished", "begun", "completed", "stopped"})


def _is_between(node: ast.A_Expr, unit: ParsedUnit) -> bool:
    """A date between two columns."""
    if node.kind != A_Expr_Kind.AEXPR_BETWEEN or not _is_date_value(node.lexpr, unit):
        return False
    bounds: Any = node.rexpr
    return isinstance(bounds, tuple) and all(_own_columns(each, unit) for each in bounds)


def _is_range_test(node: ast.A_Expr) -> bool:
    if operator(node) not in {"@>", "&&", "<@"}:
        return False
    return any(function_name(each) in _RANGES for each in nodes_within(node))


def _contains_date(node: ast.A_Expr, unit: ParsedUnit) -> bool:
    """A column that contains a date or time of the caller."""
    dates = {
        each.name.lower()
        for each in (unit.header.parameters if unit.header else ())
        if each.type_name.removeprefix("pg_catalog.").startswith(("date", "timestamp"))
    }
    is_date = column_path(node.rexpr)[:1] and column_path(node.rexpr)[0] in dates
    return operator(node) == "@>" and bool(column_path(node.lexpr)) and bool(is_date or is_clock(node.rexpr))


def _ended(change: TableChange) -> Iterator[str]:
    """The end of a span that was open and is set to a date."""
    open_columns = {found[0] for each in change.conditions if (found := null_test(each)) and found[1]}
    for column, value in change.values.items():
        if (
            column in open_columns
            and _has_word(column, _SPAN_END)
            and any(is_clock(each) for each in nodes_within(value))
        ):
            yield column


def _bounds(node: ast.BoolExpr, unit: ParsedUnit) -> dict[str, str]:
    """A date that is compared with the begin in one condition and with the end in another."""
    begins: dict[str, str] = {}
    ends: dict[str, str] = {}
    for condition in node.args or ():
        for each in nodes_within(condition):
            if isinstance(each, ast.A_Expr) and (found := _bound(each, unit)):
                value, sign, column = found
                (begins if sign == "<" else ends)[value] = column
    return next(({"from": begins[each], "to": ends[each]} for each in begins if each in ends), {})


def _overlap(node: ast.BoolExpr) -> dict[str, str]:
    """Two spans that are compared crosswise: each begins before the other ends."""
    pairs: list[tuple[str, str]] = []
    for each in node.args or ():
        if operator(each)[:1] in {"<", ">"} and isinstance(each, ast.A_Expr):
            sides = [column_path(each.lexpr)[-1:], column_path(each.rexpr)[-1:]]
            first, second = sides if operator(each)[0] == "<" else reversed(sides)
            if first and second and _has_word(first[0], _BEGIN) and _has_word(second[0], _END):
                pairs.append((first[0], second[0]))
    return {"from": pairs[0][0], "to": pairs[0][1]} if len(pairs) > 1 else {}


def _bound(node: ast.A_Expr, unit: ParsedUnit) -> tuple[str, str, str] | None:
    """The date, `<` where the column is before it and `>` where it is after it, and the column."""
    sign = operator(node)[:1]
    if sign not in {"<", ">"}:
        return None
    left, right = node.lexpr, node.rexpr
    if _is_date_value(right, unit) and (column := _own_columns(left, unit)):
        return repr(right), sign, column
    if _is_date_value(left, unit) and (column := _own_columns(right, unit)):
        return repr(left), ">" if sign == "<" else "<", column
    return None


def _is_date_value(node: object, unit: ParsedUnit) -> bool:
    """The current time, or a parameter or variable: one value for the whole query."""
    if any(is_clock(each) for each in nodes_within(node)):
        return True
    path = column_path(node)
    return bool(path) and (path[0] in parameter_names(unit) or path[0] in {"new", "old"})


def _own_columns(node: object, unit: ParsedUnit) -> str:
    for each in nodes_within(node):
        path = column_path(each)
        if path and path[0] not in parameter_names(unit) and _has_word(path[-1], (*_BEGIN, *_END, "date", "valid")):
            return path[-1]
    return ""


def _has_word(name: str, words: tuple[str, ...]) -> bool:
    return any(part.startswith(words) for part in name.lower().split("_"))


DETECTOR = Detector(
    pattern="temporal_validity",
    category="hierarchy",
    sentence="Rows hold for a span of time.",
    detect=_detect,
    positive=(
        (
            "CREATE FUNCTION rate(p_day date) RETURNS SETOF rates LANGUAGE sql AS $$ SELECT * FROM rates "
            "WHERE p_day BETWEEN coalesce(starts, p_day) AND coalesce(ends, p_day) $$;"
        ),
        (
            "CREATE FUNCTION now_valid() RETURNS SETOF rates LANGUAGE sql AS $$ SELECT * FROM rates "
            "WHERE valid_from <= now() AND (valid_to IS NULL OR valid_to > now()) $$;"
        ),
        "CREATE TABLE stay (room int, during daterange, EXCLUDE USING gist (room WITH =, during WITH &&));",
    ),
    near_miss=(
        "CREATE FUNCTION all_rates() RETURNS SETOF rates LANGUAGE sql AS $$ SELECT starts, ends FROM rates $$;",
    ),
)
