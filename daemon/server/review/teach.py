"""What a decision teaches: a label with the features that the unit had when it was made."""

from daemon.server.review.decision_context import UnitInReview
from daemon.server.review.decision_input import DecisionInput
from store import WriteTransaction
from store.learning import labels
from store.review import proposals

ACCEPTED = {"approve": 1.0, "edit": 0.5, "merge": 0.5, "reject": 0.0}  # other kinds say nothing about the spec


def teach(tx: WriteTransaction, decision: int, act: str, unit: UnitInReview, given: DecisionInput) -> None:
    """Keep a label; an act over many units teaches once, since it was one look."""
    features, accepted = unit.conversion.details.get("features"), ACCEPTED.get(given.kind)
    if features is None or accepted is None or labels.has_act(tx, act):
        return
    analyst = proposals.LIFTER if given.proposal is None else proposals.get(tx, given.proposal).analyst
    labels.add(tx, decision, unit.conversion.project, unit.conversion.id, analyst, accepted, features)
