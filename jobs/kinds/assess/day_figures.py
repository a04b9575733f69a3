"""The few figures of an assessment that its trend shows."""

from collections.abc import Mapping
from typing import Any


def figures_of(report: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return what the trend shows of an assessment."""
    plain = ("units", "routines", "findings", "score", "risk")
    proved = sum(report["by_status"].get(name, 0) for name in ("proved", "proved-if"))
    return {**{name: report[name] for name in plain}, "proved": proved, "hours": report["effort_hours"]["likely"]}
