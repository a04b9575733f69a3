"""Stored findings as clients see them."""

from daemon.wire.finding import FindingInfo, FixEdit, ProposedFix
from engine.findings.finding import SEVERITIES
from store.findings.finding_rows import FindingRow

_SAME = ("id", "project", "path", "line", "start", "rule", "family", "category", "cwe", "message", "hint", "minutes")


def finding_info(row: FindingRow) -> FindingInfo:
    """Return a finding as clients see it."""
    return FindingInfo(
        **{name: getattr(row, name) for name in _SAME},
        unit=row.conversion,
        name=row.unit,
        end=row.stop,
        title=row.name,
        severity=SEVERITIES[row.severity].value,
        since=row.since,
        fix=_fix(row),
        accepted=row.accepted,
        reason=row.reason,
        until=row.until,
    )


def _fix(row: FindingRow) -> ProposedFix | None:
    if row.fix is None:
        return None
    return ProposedFix(row.fix["kind"], tuple(FixEdit(**each) for each in row.fix["edits"]))
