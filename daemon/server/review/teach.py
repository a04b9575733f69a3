"""What a decision teaches: a label with the features that the unit had when it was made, and the answer to an audit."""

from dataclasses import replace

from daemon.server.learning.lane_evidence import read_evidence, suspend_if_tripped
from daemon.server.review.decisions.decision_context import UnitInReview
from daemon.server.review.decisions.decision_input import DecisionInput
from engine.review.decide import AUTO_LANE
from engine.triage.logged_event import LoggedKind
from store import WriteTransaction
from store.learning import auto_lane, known_features, learning_log, learning_projects
from store.learning.arrivals import log_arrivals
from store.learning.learning_log import NewEvent
from store.review import proposals

CREDITS = {"approve": 1.0, "edit": 0.5, "merge": 0.5, "reject": 0.0}  # other kinds say nothing about the spec


def teach(tx: WriteTransaction, decision: int, act: str, actor: str, unit: UnitInReview, given: DecisionInput) -> None:
    """Log what a person's decision teaches; an act over many units teaches once, since it was one look."""
    features, credit = known_features.find_features(tx, unit.conversion.id), CREDITS.get(given.kind)
    if features is None or credit is None or actor == AUTO_LANE:
        return
    if unit.conversion.id > learning_projects.get(tx, unit.conversion.project).arrived:
        log_arrivals(tx, unit.conversion.project)  # what arrived before its label, even before the first cycle
    analyst = proposals.LIFTER if given.proposal is None else proposals.get(tx, given.proposal).analyst
    about = {"units": (unit.conversion.id,), "samples": (features,), "decision": decision, "credit": credit}
    if not learning_log.has_act(tx, act):
        learning_log.append(tx, unit.conversion.project, NewEvent(LoggedKind.DECIDED, analyst=analyst, **about))
    _answer_audit(tx, unit, NewEvent(LoggedKind.AUDITED, analyst=analyst, **about))


def unteach(tx: WriteTransaction, decision: int, conversion: int, *, undone: bool) -> None:
    """Take a decision out of what was learned, or into it again."""
    learning_log.set_undone(tx, decision, undone=undone)
    audit = auto_lane.find(tx, conversion)
    if audit is not None and learning_log.is_audit(tx, decision):
        auto_lane.set_answered(tx, conversion, answered=not undone)


def _answer_audit(tx: WriteTransaction, unit: UnitInReview, event: NewEvent) -> None:
    """Log the answer to an open audit; too many wrong units suspend the lane at once."""
    audit = auto_lane.find(tx, unit.conversion.id)
    if audit is None or audit.act is not None or audit.answered:
        return
    project = unit.conversion.project
    before = read_evidence(tx, project, audit.certificate)
    learning_log.append(tx, project, replace(event, certificate=audit.certificate))
    auto_lane.set_answered(tx, unit.conversion.id, answered=True)
    suspend_if_tripped(tx, project, audit.certificate, before)
