"""A value or a row that is derived from others is kept in step with them."""

from collections.abc import Iterator

from pglast import ast

from engine.analysis.expressions import operator
from engine.analysis.parsed_unit import ParsedUnit
from engine.analysis.project_facts import ProjectFacts
from engine.patterns.derived.counter_cache import DETECTOR as COUNTER_CACHE
from engine.patterns.derived.counter_cache import is_counted_again
from engine.patterns.detector import Detector, Evidence
from engine.patterns.flow.notify_outbox import DETECTOR as NOTIFY_OUTBOX
from engine.patterns.history.audit_log import DETECTOR as AUDIT_LOG
from engine.patterns.questions.calls import reads_clock
from engine.patterns.questions.changes import inserts, updates
from engine.patterns.questions.refusals import step_expression
from engine.patterns.questions.triggers import is_trigger, names_row, row_assignments


def _detect(unit: ParsedUnit, facts: ProjectFacts) -> Iterator[Evidence]:
    if not is_trigger(unit):
        return
    known = {
        each.span for detector in (AUDIT_LOG, COUNTER_CACHE, NOTIFY_OUTBOX) for each in detector.detect(unit, facts)
    }
    for change in updates(unit):
        if any(_is_copied(value) for value in change.values.values()):
            yield Evidence(change.span, {"table": change.table}, 0.85)
    for change in inserts(unit):
        if change.span not in known and names_row(change.node.selectStmt, ("new",)):
            yield Evidence(change.span, {"table": change.table}, 0.75)
    for name, step in row_assignments(unit):
        value = step_expression(step.value)
        if isinstance(value, ast.FuncCall) and names_row(value, ("new",)) and not reads_clock(value):
            yield Evidence(unit.body_span(step.span), {"field": name}, 0.8)


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
    ),
)
