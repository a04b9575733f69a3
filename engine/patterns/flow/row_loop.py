"""A loop over rows or elements that one statement could replace."""

from collections.abc import Iterator
from typing import Any

from pglast import ast

from engine.analysis.expressions import function_name
from engine.analysis.parsed_unit import ParsedUnit
from engine.analysis.project_facts import ProjectFacts
from engine.analysis.sites import StepSite
from engine.analysis.steps import fragment_root
from engine.patterns.detector import Detector, PatternEvidence
from engine.patterns.questions.refusals import inside
from engine.plpgsql import tree

_CHANGES = (ast.InsertStmt, ast.UpdateStmt, ast.DeleteStmt)
_PLAIN = (tree.Sql, tree.ReturnNext, tree.If, tree.Assign, tree.Null, tree.Continue, tree.ReturnQuery)
_PURE = frozenset({
    "now", "coalesce", "lower", "upper", "trim", "btrim", "length", "round", "abs", "concat", "replace", "substr",
    "substring", "nullif", "greatest", "least", "to_char", "date_trunc", "extract", "jsonb_build_object", "nextval",
    "count", "sum", "max", "min", "array_length", "unnest", "generate_series", "json_build_object",
})  # fmt: skip


def _detect(unit: ParsedUnit, _: ProjectFacts) -> Iterator[PatternEvidence]:
    for kind in (tree.ForQuery, tree.ForCursor, tree.Foreach):
        for loop in unit.sites(kind):
            if _is_replaceable(loop, unit):
                yield PatternEvidence(loop.span, {}, 0.85)
    for loop in unit.sites(tree.Loop):
        steps = [each for each in inside(loop) if not isinstance(each, (tree.Fetch, tree.Exit))]
        if isinstance(next(iter(loop.node.steps), None), tree.Fetch) and _is_plain(steps, loop, unit):
            yield PatternEvidence(loop.span, {}, 0.8)


def _is_replaceable(loop: StepSite, unit: ParsedUnit) -> bool:
    if isinstance(getattr(loop.node, "query", None), tree.Dynamic):
        return False
    return _is_plain(inside(loop), loop, unit)


def _is_plain(steps: list[Any], loop: StepSite, unit: ParsedUnit) -> bool:
    """Whether the statements of a turn only insert, change or return rows, each for itself."""
    statements = [each for each in steps if not isinstance(each, tree.Elsif)]
    has_effect = any(isinstance(each, tree.ReturnNext) or _is_change(each) for each in statements)
    if not has_effect or not all(isinstance(each, _PLAIN) for each in statements):
        return False
    return not _takes_results(statements) and not _carries(statements) and _is_pure(loop, unit)


def _is_change(step: object) -> bool:
    return isinstance(step, tree.Sql) and isinstance(fragment_root(step.statement), _CHANGES)


def _takes_results(steps: list[Any]) -> bool:
    """Whether a turn takes a result of its own change: what the next one does may need it."""
    return any(_is_change(each) and each.into is not None for each in steps)


def _carries(steps: list[Any]) -> bool:
    """Whether a variable is computed from its own value of the turn before."""
    for each in steps:
        if isinstance(each, tree.Assign):
            name = each.target.text.lower().strip()
            if name in each.value.text.lower():
                return True
    return False


def _is_pure(loop: StepSite, unit: ParsedUnit) -> bool:
    """Whether nothing is called that may have other effects."""
    names = {
        function_name(site.node)
        for site in unit.sites(ast.FuncCall)
        if site.step is not None and any(each is loop for each in site.step.ancestors())
    }
    return names <= _PURE


DETECTOR = Detector(
    pattern="row_loop",
    category="workflow",
    sentence="Loops over rows where one statement would do.",
    detect=_detect,
    positive=(
        """CREATE FUNCTION all_t() RETURNS SETOF t LANGUAGE plpgsql AS $$
DECLARE r t;
BEGIN FOR r IN SELECT * FROM t LOOP RETURN NEXT r; END LOOP; END $$;""",
        """CREATE FUNCTION copy_t() RETURNS void LANGUAGE plpgsql AS $$
DECLARE r record;
BEGIN FOR r IN SELECT id FROM t LOOP INSERT INTO u (id) VALUES (r.id); END LOOP; END $$;""",
    ),
    near_miss=(
        """CREATE FUNCTION send_all() RETURNS void LANGUAGE plpgsql AS $$
DECLARE r record;
BEGIN FOR r IN SELECT id FROM t LOOP PERFORM send_mail(r.id); END LOOP; END $$;""",
        """CREATE FUNCTION spend(p numeric) RETURNS void LANGUAGE plpgsql AS $$
DECLARE r record;
BEGIN
  FOR r IN SELECT id, qty FROM t LOOP
    p := p - r.qty;
    UPDATE t SET rest = p WHERE id = r.id;
  END LOOP;
END $$;""",
    ),
)
