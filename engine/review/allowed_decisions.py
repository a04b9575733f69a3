"""Which decisions a person may make on a unit now, and why not the others: found by trying each."""

from engine.review.decide import Decision, DecisionContext, decide
from engine.review.decision_rules import RULES
from engine.review.refusal import Refusal
from engine.review.standing import Standing


def allowed_decisions(standing: Standing, situation: DecisionContext) -> tuple[tuple[str, Refusal | None], ...]:
    """Return each kind of decision with None, or with the refusal that it would meet."""
    return tuple((kind, _refusal(standing, rule.attempt(standing), situation)) for kind, rule in RULES.items())


def _refusal(standing: Standing, decision: Decision, situation: DecisionContext) -> Refusal | None:
    try:
        decide(standing, decision, situation)
    except Refusal as refusal:
        return refusal
    return None
