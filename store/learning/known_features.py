"""The features of a unit: those of its conversion, and those of the trial of the text in review."""

import json
import math
from collections.abc import Mapping
from typing import Any

from engine.triage.features import trial_features
from store.core import texts
from store.core.transaction import ReadView

Features = Mapping[str, float]


def find_features(view: ReadView, conversion: int) -> Features | None:
    """Return the features of a unit; None for a unit that was converted without any."""
    row = view.row(
        "SELECT c.details, t.verdict, t.evidence FROM conversions c LEFT JOIN reviews r ON r.conversion = c.id"
        " LEFT JOIN unit_trials t ON t.conversion = c.id AND t.lowered = r.lowered AND t.sql = c.sql WHERE c.id = ?",
        conversion,
    )
    if row is None:
        return None
    known = json.loads(row["details"] or "{}").get("features")
    if known is None:
        return None
    return with_trial(view, known, row["verdict"], row["evidence"])


def with_trial(view: ReadView, known: Features, verdict: str | None, evidence: str | None) -> Features:
    """Return features with those of a trial, in the order of their names."""
    if not known or verdict is None or evidence is None:
        return known
    record: Any = json.loads(texts.get(view, evidence))
    coverage = record.get("coverage") or {}
    found = trial_features(verdict, _share(coverage.get("statements")), _share(record.get("kill_rate")))
    return dict(sorted({**known, **found}.items()))


def _share(value: object) -> float:
    """Return a share that a worker reported."""
    if not isinstance(value, int | float) or not math.isfinite(value):
        return 0.0
    return min(max(float(value), 0.0), 1.0)
