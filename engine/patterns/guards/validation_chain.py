"""Two or more separate checks, each of which can stop the work before its effect."""

from collections.abc import Iterator, Sequence

from pglast import ast

from engine.analysis.expressions import column_path, nodes_within
from engine.analysis.parsed_unit import ParsedUnit
from engine.analysis.project_facts import ProjectFacts
from engine.patterns.detector import Detector, PatternEvidence
from engine.patterns.questions.branches import common_choice
from engine.patterns.questions.refusals import RefusalSite, first_effect, refusals
from engine.patterns.questions.siblings import sql_of_step, step_before
from engine.plpgsql import tree


def _detect(unit: ParsedUnit, _: ProjectFacts) -> Iterator[PatternEvidence]:
    effect = first_effect(unit)
    checks = [
        refusal
        for refusal in refusals(unit)
        if _is_check(refusal) and (effect is None or refusal.site.span.start < effect or refusal.is_error)
    ]
    spans = [each.site.span for each in checks if _is_one_of_several(each, checks)]
    spans += [site.span for site in unit.sites(tree.Assert)]
    if len(spans) >= 2:
        for span in spans:
            yield PatternEvidence(span, {"checks": str(len(spans))}, 0.9)


def _is_one_of_several(check: RefusalSite, checks: Sequence[RefusalSite]) -> bool:
    """Whether another check can be made in the same run: those in different branches are not a chain."""
    return len(checks) == 1 or any(
        each is not check and common_choice(check.site, each.site) is None for each in checks
    )


def _is_check(refusal: RefusalSite) -> bool:
    """Not the question whether the change before had a row, nor only by which event a trigger runs."""
    columns = {path for each in nodes_within(refusal.condition) if (path := column_path(each))}
    return (not refusal.tests_found or _follows_lookup(refusal)) and columns != {("tg_op",)}


def _follows_lookup(refusal: RefusalSite) -> bool:
    """Whether FOUND is about a query of a table, which changes nothing."""
    query = sql_of_step(step_before(refusal.site))
    return isinstance(query, ast.SelectStmt) and bool(query.fromClause)


DETECTOR = Detector(
    pattern="validation_chain",
    category="validation",
    sentence="Checks several conditions, each of which stops the work.",
    detect=_detect,
    positive=(
        """CREATE FUNCTION place(p_item int, p_qty int) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  IF p_qty <= 0 THEN RAISE EXCEPTION 'quantity'; END IF;
  IF NOT EXISTS (SELECT 1 FROM item WHERE id = p_item) THEN RAISE EXCEPTION 'item'; END IF;
  INSERT INTO line (item, qty) VALUES (p_item, p_qty);
END $$;""",
        """CREATE FUNCTION check_kind() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.code = '' THEN RAISE EXCEPTION 'no code'; END IF;
  PERFORM 1 FROM kind WHERE code = NEW.code;
  IF FOUND THEN RAISE EXCEPTION 'code in use'; END IF;
  RETURN NEW;
END $$;""",
    ),
    near_miss=(
        """CREATE FUNCTION look(p int, q int) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  IF p = 1 THEN
    IF q < 0 THEN RAISE EXCEPTION 'low'; END IF;
  ELSE
    IF q > 9 THEN RAISE EXCEPTION 'high'; END IF;
  END IF;
END $$;""",
        """CREATE FUNCTION touch(p int) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  UPDATE item SET n = 1 WHERE id = p;
  IF NOT FOUND THEN RAISE EXCEPTION 'no item'; END IF;
END $$;""",
        """CREATE FUNCTION warn(p int) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  IF p < 0 THEN RAISE NOTICE 'low'; END IF;
  IF p > 9 THEN RAISE WARNING 'high'; END IF;
  INSERT INTO t VALUES (p);
END $$;""",
    ),
)
