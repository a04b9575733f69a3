"""The evidence that audits give about a certificate, and what follows from it."""

from engine.triage.certificates.audit_monitor import AuditMonitor
from store import ReadView, WriteTransaction
from store.core import journal
from store.learning import learning_log, scores

SUSPENDED = "audits suspended the auto lane"
LANE_AFTERWARDS = "spot"


def read_evidence(view: ReadView, project: str, certificate: str) -> AuditMonitor:
    """Return the monitor after all audits under a certificate."""
    monitor = AuditMonitor()
    for is_wrong in learning_log.list_audits(view, project, certificate):
        monitor = monitor.observe(is_wrong=is_wrong)
    return monitor


def suspend_if_tripped(tx: WriteTransaction, project: str, certificate: str, before: AuditMonitor) -> None:
    """Close the lane in the transaction of the audit that showed too much."""
    after = read_evidence(tx, project, certificate)
    if before.has_tripped or not after.has_tripped:
        return
    moved = scores.close_auto_lane(tx, project, LANE_AFTERWARDS, SUSPENDED)
    facts = {"certificate": certificate, "audits": after.audits, "wrong": after.wrong, "units": moved}
    journal.append(tx, "lane.suspended", f"project:{project}", facts)
