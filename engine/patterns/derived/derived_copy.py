"""A value or a row that is derived from others is kept in step with them."""

from collections.abc import Iterator
from typing import Any

from pglast import ast

from engine.analysis.expressions import column_path, nodes_within, operator
from engine.analysis.parsed_unit import ParsedUnit
from engine.analysis.project_facts import ProjectFacts
from engine.patterns.derived.counter_cache import DETECTOR as COUNTER_CACHE
from engine.patterns.derived.counter_cache import is_counted_again
from engine.patterns.detector import Detector, PatternEvidence
from engine.patterns.flow.notify_outbox import DETECTOR as NOTIFY_OUTBOX
from engine.patterns.history.audit_log import DETECTOR as AUDIT_LOG
from engine.patterns.questions.calls import reads_clock
from engine.patterns.questions.changes import TableChange, inserts, updates
from engine.patterns.questions.refusals import step_expression
from engine.patterns.questions.triggers import is_trigger, names_row, row_assignments
from engine.plpgsql import tree


def _detect(unit: ParsedUnit, facts: ProjectFacts) -> Iterator[PatternEvidence]:
    if not is_trigger(unit):
        return
    known = {
        each.span for detector in (AUDIT_LOG, COUNTER_CACHE, NOTIFY_OUTBOX) for each in detector.detect(unit, facts)
    }
    for change in updates(unit):
        if any(_is_copied(value) for value in change.values.values()):
            yield PatternEvidence(change.span, {"table": change.table}, 0.85)
    for change in inserts(unit):
        if change.span not in known and names_row(change.node.selectStmt, ("new",)) and not _fills_a_gap(change):
            yield PatternEvidence(change.span, {"table": change.table}, 0.75)
    for name, step in row_assignments(unit):
        value = step_expression(step.value)
        if isinstance(value, ast.FuncCall) and _reads_other_column(value, name) and not reads_clock(value):
            yield PatternEvidence(unit.body_span(step.span), {"field": name}, 0.8)


def _reads_other_column(value: object, name: str) -> bool:
    """Whether a value is made of another column of NEW: `upper(NEW.code)` only tidies the code up."""
    paths = [path for each in nodes_within(value) if (path := column_path(each))]
    return any(path[0] == "new" and path[-1] != name for path in paths)


def _fills_a_gap(change: TableChange) -> bool:
    """Whether it only makes a row that is missing: that row is not kept in step."""
    site = change.site.step
    if site is None:
        return False
    above = [each.node for each in site.ancestors() if isinstance(each.node, tree.If)]
    return any(_asks_for_absence(each.condition) and any(step is site.node for step in each.then) for each in above)


def _asks_for_absence(condition: Any) -> bool:  # noqa: ANN401 - an expression of a step
    words = condition.text.lower().replace("(", " ").replace(")", " ").split()
    return words in (["not", "found"], ["found", "is", "false"]) or (len(words) == 3 and words[1:] == ["=", "0"])


def _is_copied(value: object) -> bool:
    """A value of NEW, not a count that moves or is counted again."""
    return names_row(value, ("new",)) and operator(value) not in {"+", "-"} and not is_counted_again(value)


DETECTOR = Detector(
    pattern="derived_copy",
    category="hierarchy",
    sentence="Keeps a derived value or row in step with its source.",
    detect=_detect,
    positive=(
        """CREATE FUNCTION index_doc() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN UPDATE search_entry SET title = NEW.title WHERE doc = NEW.id; RETURN NEW; END $$;""",
        """CREATE FUNCTION fill() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN NEW.words := to_tsvector(NEW.body); RETURN NEW; END $$;""",
    ),
    near_miss=(
        "CREATE FUNCTION full_name(p person) RETURNS text LANGUAGE sql AS $$ SELECT p.first || ' ' || p.last $$;",
        """CREATE FUNCTION stamp() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN NEW.updated_at := now(); RETURN NEW; END $$;""",
        """CREATE FUNCTION tidy() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN NEW.code := upper(NEW.code); RETURN NEW; END $$;""",
        """CREATE FUNCTION ensure_head() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM id FROM head WHERE item = NEW.item;
  IF NOT FOUND THEN
    INSERT INTO head (item, size) VALUES (NEW.item, 1);
  END IF;
  RETURN NEW;
END $$;""",
    ),
)
