"""Bring the features of units up to date with their open findings, for whatever learns from them."""

from engine.findings.finding import SEVERITIES
from engine.triage.features import finding_features
from store import WriteTransaction
from store.findings import finding_rows, unit_features


def update_features(tx: WriteTransaction, project: str) -> int:
    """Set the features that differ; return how many units that are."""
    counts = finding_rows.count_of_units(tx, project)
    changed = 0
    for unit, known in unit_features.list_of_project(tx, project).items():
        found = {SEVERITIES[at].value: count for at, count in counts.get(unit, {}).items()}
        now = tuple(finding_features(found).values())
        if now != known:
            unit_features.set_features(tx, unit, *now)
            changed += 1
    return changed
