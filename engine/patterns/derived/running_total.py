"""A value is carried from row to row and used for each."""

import re
from collections.abc import Iterator

from pglast import ast

from engine.analysis.expressions import column_path, function_name, nodes_within, operator
from engine.analysis.parsed_unit import ParsedUnit
from engine.analysis.project_facts import ProjectFacts
from engine.analysis.sites import StepSite
from engine.patterns.detector import Detector, PatternEvidence
from engine.patterns.questions.changes import statement_span
from engine.patterns.questions.refusals import inside, step_expression
from engine.plpgsql import tree

_WORD = re.compile(r"[\w.]+")
_SUMS = frozenset({"sum", "count", "avg"})


def _detect(unit: ParsedUnit, _: ProjectFacts) -> Iterator[PatternEvidence]:
    for site in unit.sites(ast.FuncCall):
        over = site.node.over
        if over is not None and function_name(site.node) in _SUMS and _is_ordered(over, unit):
            yield PatternEvidence(statement_span(site), {}, 0.93)
    for kind in (tree.ForQuery, tree.ForCursor):
        for loop in unit.sites(kind):
            carried = _carried(loop)
            if carried:
                yield PatternEvidence(loop.span, {"variable": carried}, 0.85)


def _is_ordered(window: ast.WindowDef, unit: ParsedUnit) -> bool:
    """Whether a window has an order of its own, or is named after one that has."""
    if window.orderClause:
        return True
    named = {each.node.name: each.node for each in unit.sites(ast.WindowDef) if each.node.orderClause}
    return window.name in named or window.refname in named


def _carried(loop: StepSite) -> str:
    """A variable that each turn lowers or raises, and that decides about a turn or is used in one."""
    steps = inside(loop)
    reset = {each.target.text.lower() for each in steps if isinstance(each, tree.Assign) and not _names_itself(each)}
    for step in steps:
        if isinstance(step, tree.Assign) and _moves_itself(step):
            name = step.target.text.lower()
            if name not in reset and any(each is not step and _uses(each, name) for each in steps):
                return name
    return ""


def _names_itself(step: tree.Assign) -> bool:
    return step.target.text.lower() in _words(step.value)


def _words(fragment: tree.Fragment) -> set[str]:
    return set(_WORD.findall(fragment.text.lower()))


def _moves_itself(step: tree.Assign) -> bool:
    value = step_expression(step.value)
    path = tuple(step.target.text.lower().split("."))
    moves = operator(value) in {"+", "-"} and any(column_path(each) == path for each in nodes_within(value))
    is_counter = isinstance(getattr(value, "rexpr", None), ast.A_Const)
    return moves and not is_counter


def _uses(step: object, name: str) -> bool:
    """Whether a change of data or the end of the loop depends on the variable."""
    if isinstance(step, tree.Sql):
        return name in _words(step.statement)
    if isinstance(step, (tree.Exit, tree.If)) and step.condition is not None:
        return name in _words(step.condition)
    if isinstance(step, tree.ReturnNext) and step.value is not None:
        return name in _words(step.value)
    return isinstance(step, tree.Assign) and name in _words(step.value) and step.target.text.lower() != name


DETECTOR = Detector(
    pattern="running_total",
    category="hierarchy",
    sentence="Carries a value from row to row.",
    detect=_detect,
    positive=(
        "CREATE VIEW balance AS SELECT id, sum(amount) OVER (ORDER BY day, id) AS balance FROM entry;",
        """CREATE FUNCTION allocate(p int, p_left numeric) RETURNS void LANGUAGE plpgsql AS $$
DECLARE r record;
BEGIN
  FOR r IN SELECT * FROM stock WHERE item = p ORDER BY day LOOP
    EXIT WHEN p_left <= 0;
    UPDATE stock SET used = least(r.qty, p_left) WHERE id = r.id;
    p_left := p_left - r.qty;
  END LOOP;
END $$;""",
    ),
    near_miss=(
        "CREATE VIEW total AS SELECT sum(amount) FROM entry;",
        "CREATE VIEW place AS SELECT id, rank() OVER (ORDER BY score) FROM entry;",
    ),
)
