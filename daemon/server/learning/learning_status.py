"""What the last cycle of learning found, as the API shows it."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from daemon.server.learning.lane_evidence import read_evidence
from daemon.wire.learning import (
    AnalystRecord,
    CalibrationPoint,
    CertificateInfo,
    DrillRecord,
    LaneRecord,
    LearningStatus,
    ServingModel,
)
from engine.triage.certificates.lane_claim import lane_claim
from engine.triage.cycle_changes import cycle_changes
from store import ReadView
from store.learning import auto_lane, cycles, learning_log, learning_projects, scores
from store.review import policies

NOTHING: Mapping[str, Any] = {
    "decisions": 0,
    "seq": 0,
    "next_look": None,
    "forecast": "Nothing was learned yet.",
    "is_auto_open": False,
    "certificate": None,
    "certificate_id": "",
    "calibration_error": None,
    "curve": (),
    "models": None,
    "digest": "",
    "analysts": (),
}
_PLAIN = ("decisions", "seq", "next_look", "forecast", "calibration_error", "digest")


def learning_status(view: ReadView, project: str) -> LearningStatus:
    """Return the status of a project; before the first cycle nothing is known."""
    cycle = cycles.find(view, project)
    report = cycle.report if cycle else NOTHING
    lane, models = _lane(view, project, report), report["models"]
    return LearningStatus(
        project=project,
        at=cycle.at if cycle else "",
        enabled=learning_projects.get(view, project).enabled,
        is_due=cycle is None or cycle.basis != cycles.current_basis(view, project),
        **{name: report[name] for name in _PLAIN},
        is_auto_open=bool(report["is_auto_open"]) and not lane.is_suspended,
        certificate=CertificateInfo(**report["certificate"]) if report["certificate"] else None,
        lane=lane,
        drill=DrillRecord(**asdict(learning_log.count_drills(view, project))),
        curve=tuple(CalibrationPoint(**point) for point in report["curve"]),
        models=ServingModel(**models) if models else None,
        changes=tuple(_changes(view, project, report)) if cycle else (),
        lanes=scores.count_by_lane(view, project),
        analysts=tuple(AnalystRecord(**row) for row in report["analysts"]),
    )


def _lane(view: ReadView, project: str, report: Mapping[str, Any]) -> LaneRecord:
    monitor = read_evidence(view, project, report["certificate_id"])
    return LaneRecord(
        certificate=report["certificate_id"],
        claim=lane_claim(report["certificate"], learning_log.count_drills(view, project)),
        accepted=auto_lane.count_accepted(view, project),
        open_audits=auto_lane.count_open_audits(view, project),
        audits=monitor.audits,
        wrong_audits=monitor.wrong,
        is_suspended=monitor.has_tripped,
        is_forbidden=not policies.get(view, project).auto_lane,
    )


def _changes(view: ReadView, project: str, report: Mapping[str, Any]) -> list[str]:
    night = cycles.find_night(view, project)
    return cycle_changes(night.report if night else {}, report)
