"""A decision by a person that something may take effect is recorded, withdrawn or enforced."""

from collections.abc import Iterator, Mapping
from typing import Any

from pglast import ast

from engine.analysis.expressions import column_path, nodes_within, text_constant
from engine.analysis.parsed_unit import ParsedUnit
from engine.analysis.project_facts import ProjectFacts
from engine.patterns.detector import Detector, PatternEvidence
from engine.patterns.questions.calls import names_caller, reads_clock, uses_parameter
from engine.patterns.questions.changes import deletes, inserts, updates
from engine.patterns.questions.comparisons import comparisons, text_values
from engine.patterns.questions.refusals import refusals

_STEMS = ("approv", "reject", "authoriz", "authoris", "declin", "sign_off", "signed_off", "ratif")
_WITNESSED = frozenset({"decided", "reviewer", "approver", "approved", "decision", "signed", "signer"})
_WITNESS = ("_by", "_at", "_on", "_date", "_user", "approver", "rejecter")


def _detect(unit: ParsedUnit, _: ProjectFacts) -> Iterator[PatternEvidence]:
    for change in updates(unit):
        if _records(change.values, unit):
            yield PatternEvidence(change.span, {"table": change.table}, 0.9)
    for change in inserts(unit):
        if _is_decision_row(change.values):
            yield PatternEvidence(change.span, {"table": change.table}, 0.75)
    for change in deletes(unit):
        if any(_is_decision(text) for each in comparisons(change.node.whereClause) for text in text_values(each.value)):
            yield PatternEvidence(change.span, {"table": change.table}, 0.7)
    for refusal in refusals(unit):
        columns = {path[-1] for each in nodes_within(refusal.condition) if (path := column_path(each))}
        if refusal.is_error and any(_is_decision(name) for name in columns):
            yield PatternEvidence(refusal.site.span, {}, 0.7)


def _records(values: Mapping[str, Any], unit: ParsedUnit) -> bool:
    """Whether an UPDATE sets the decision together with who made it, or when."""
    decides = [name for name, value in values.items() if _is_decision(name) or _is_decision(text_constant(value) or "")]
    witnesses = [name for name, value in values.items() if _is_witness(name, value, unit)]
    return bool(decides and witnesses)


def _is_decision_row(values: Mapping[str, Any]) -> bool:
    """Whether a row says what somebody decided, and who or when."""
    decided = any(_is_decision(name) and not isinstance(value, ast.A_Const) for name, value in values.items())
    return decided and any(_WITNESSED & set(name.split("_")) for name in values)


def _is_witness(name: str, value: object, unit: ParsedUnit) -> bool:
    known = names_caller(value) or reads_clock(value)
    return known or (name.endswith(_WITNESS) and uses_parameter(value, unit))


def _is_decision(text: str) -> bool:
    return any(stem in text.lower() for stem in _STEMS)


DETECTOR = Detector(
    pattern="approval",
    category="approval",
    sentence="Records, withdraws or enforces the approval of something by a person.",
    detect=_detect,
    positive=(
        (
            "CREATE FUNCTION approve(p int) RETURNS void LANGUAGE sql AS "
            "$$ UPDATE expense SET approved_by = current_user, approved_at = now() WHERE id = p $$;"
        ),
        """CREATE FUNCTION keep() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.approved THEN RAISE EXCEPTION 'it is approved and cannot change'; END IF;
  RETURN NEW;
END $$;""",
    ),
    near_miss=(
        "CREATE FUNCTION spent() RETURNS numeric LANGUAGE sql AS $$ SELECT sum(amount) FROM expense WHERE approved $$;",
    ),
)
