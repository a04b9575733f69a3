"""A large set is worked through in bounded pieces."""

from collections.abc import Iterator

from pglast import ast

from engine.analysis.expressions import nodes_within
from engine.analysis.parsed_unit import ParsedUnit
from engine.analysis.project_facts import ProjectFacts
from engine.analysis.sites import SqlSite
from engine.analysis.steps import steps_within
from engine.patterns.detector import Detector, PatternEvidence
from engine.patterns.questions.calls import uses_parameter
from engine.patterns.questions.changes import TableChange, deletes, inserts, updates
from engine.patterns.questions.comparisons import columns_within, comparisons, number_constant
from engine.plpgsql import tree


def _detect(unit: ParsedUnit, _: ProjectFacts) -> Iterator[PatternEvidence]:
    for change in (*deletes(unit), *updates(unit), *inserts(unit)):
        limits = [each for each in nodes_within(change.node) if isinstance(each, ast.SelectStmt) and each.limitCount]
        if any(_is_bounded(each.limitCount) for each in limits) and _repeats(change.site, limits, unit):
            yield PatternEvidence(change.span, {"table": change.table}, 0.88)
        elif _walks_keys(change):
            yield PatternEvidence(change.span, {"table": change.table}, 0.85)


def _walks_keys(change: TableChange) -> bool:
    """Inside a loop that moves a variable on: the rows between two keys."""
    step = change.site.step
    loops = [each for each in step.ancestors() if isinstance(each.node, (tree.Loop, tree.While))] if step else []
    if not loops:
        return False
    moved = {each.target.text.lower() for each in steps_within(loops[0].node.steps) if isinstance(each, tree.Assign)}
    source = getattr(change.node, "selectStmt", None) or change.node
    signs: dict[str, set[str]] = {}
    for each in comparisons(getattr(source, "whereClause", None)):
        if each.operator[:1] in {"<", ">"} and {path[-1] for path in columns_within(each.value)} - {each.column}:
            signs.setdefault(each.column, set()).add(each.operator[0])
    named = {path[-1] for path in columns_within(getattr(source, "whereClause", None))}
    return any(found == {"<", ">"} for found in signs.values()) and bool(named & moved)


def _is_bounded(limit: object) -> bool:
    """More than one row: LIMIT 1 takes a single item."""
    number = number_constant(limit)
    return number is None or number > 1


def _repeats(site: SqlSite, limits: list[ast.SelectStmt], unit: ParsedUnit) -> bool:
    """Inside a loop that goes on until nothing is left, or once a call with a size from the caller."""
    loops = [each.node for each in site.step.ancestors()] if site.step is not None else []
    if any(isinstance(each, (tree.Loop, tree.While)) for each in loops):
        return True
    return any(uses_parameter(each.limitCount, unit) for each in limits)


DETECTOR = Detector(
    pattern="batch_processing",
    category="workflow",
    sentence="Works through a large set in bounded pieces.",
    detect=_detect,
    positive=(
        """CREATE FUNCTION clean() RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  LOOP
    DELETE FROM t WHERE id IN (SELECT id FROM t WHERE old LIMIT 1000);
    EXIT WHEN NOT FOUND;
  END LOOP;
END $$;""",
    ),
    near_miss=("CREATE FUNCTION clean() RETURNS void LANGUAGE sql AS $$ DELETE FROM t WHERE old $$;",),
)
