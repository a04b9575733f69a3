"""The auto lane acts: under a valid certificate it accepts units, and draws a tenth of them for an audit instead.

A unit that is drawn stays in the queue as a sampled look, and a person decides on it as on any other. The probability
with which it was drawn is on record.
"""

from collections.abc import Mapping
from typing import Any

from daemon.server.learning.lane_evidence import read_evidence
from daemon.server.review.decisions.apply_decision import apply_decision
from daemon.server.review.decisions.decision_context import context_for, unit_in_review
from daemon.server.review.decisions.decision_input import DecisionInput
from daemon.server.review.decisions.decision_maker import DecisionMaker
from engine.review.decide import AUTO_LANE
from engine.review.refusal import Refusal
from engine.triage.certificates.audit_sample import AUDIT_SHARE, is_audited
from jobs.effects.learn import DRAWN
from store import ReadView, Store, WriteTransaction
from store.codebase import conversion_row
from store.core import journal
from store.core.errors import MissingError
from store.learning import auto_lane, cycles, learning_projects, scores
from store.learning.auto_lane import AutoCandidate
from store.review import acts, policies
from store.review.acts import ActRow

MOST_OPEN_AUDITS = 30  # the lane waits for reviewers while so many audits are open
MAKER = DecisionMaker(AUTO_LANE, frozenset({"decide"}))
APPROVE = DecisionInput("approve")


def run_auto_lanes(store: Store, _now: float) -> None:
    """Let the auto lane of each project act on what waits in it, one transaction for some units at a time."""
    with store.read() as view:
        projects = [each for each in auto_lane.list_projects(view) if _is_due(view, each)]
    for project in projects:
        with store.write_in_background() as tx:
            act_on_waiting(tx, project)


def act_on_waiting(tx: WriteTransaction, project: str) -> int:
    """Act on the first units of a project's lane; return how many were accepted."""
    certificate = find_certificate(tx, project)
    if certificate is None:
        return 0
    drawn, accepted = [], []
    for unit in auto_lane.list_candidates(tx, project):
        (drawn if is_audited(certificate, unit.conversion) else accepted).append(unit)
    for unit in drawn:
        _draw(tx, project, unit, certificate)
    return _accept_all(tx, project, accepted, certificate)


def find_certificate(view: ReadView, project: str) -> str | None:
    """Return the certificate under which the lane may act now, if there is one."""
    cycle = cycles.find(view, project)
    report: Mapping[str, Any] = cycle.report if cycle else {}
    certificate = str(report.get("certificate_id", ""))
    is_licensed = (
        bool(certificate)
        and bool(report["is_auto_open"])
        and learning_projects.get(view, project).enabled
        and policies.get(view, project).auto_lane
        and auto_lane.count_open_audits(view, project) < MOST_OPEN_AUDITS
        and not read_evidence(view, project, certificate).has_tripped
    )
    return certificate if is_licensed else None


def _is_due(view: ReadView, project: str) -> bool:
    """Whether the lane has something to do; without that, nobody waits for a write transaction of it."""
    return bool(auto_lane.list_candidates(view, project)) and find_certificate(view, project) is not None


def _draw(tx: WriteTransaction, project: str, unit: AutoCandidate, certificate: str) -> None:
    auto_lane.save(tx, project, unit, certificate, AUDIT_SHARE, None)
    scores.set_lane(tx, unit.conversion, "spot", DRAWN)
    _record(tx, "lane.audited", unit.conversion, certificate, {"propensity": AUDIT_SHARE})


def _accept_all(tx: WriteTransaction, project: str, units: list[AutoCandidate], certificate: str) -> int:
    if not units:
        return 0
    act = acts.start(tx, project, AUTO_LANE, APPROVE.kind)
    changed = sum(_accept(tx, act, unit, certificate) for unit in units)
    if changed:
        acts.finish(tx, act, len(units), changed)
    else:
        acts.delete(tx, act)
    return changed


def _accept(tx: WriteTransaction, act: ActRow, unit: AutoCandidate, certificate: str) -> bool:
    """Accept a unit and return True; where the policy wants a person, the unit leaves the lane."""
    try:
        with tx.part():
            found = unit_in_review(tx, unit.conversion, act.project)
            apply_decision(tx, act.id, MAKER, found, APPROVE, context_for(tx, MAKER, found, 0))
            auto_lane.save(tx, act.project, unit, certificate, AUDIT_SHARE, act.id)
            _record(tx, "lane.accepted", unit.conversion, certificate, {"act": act.id, "propensity": AUDIT_SHARE})
    except (Refusal, MissingError) as refused:
        scores.set_lane(tx, unit.conversion, "review", str(refused))
        return False
    return True


def _record(tx: WriteTransaction, event: str, unit: int, certificate: str, facts: Mapping[str, object]) -> None:
    subject = conversion_row.unit_subject(unit)
    journal.append(tx, event, subject, {"certificate": certificate, **facts}, AUTO_LANE)
