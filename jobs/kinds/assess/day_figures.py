"""The few figures of an assessment that its trend shows."""

from collections.abc import Mapping
from typing import Any


def figures_of(report: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return what the trend shows of an assessment."""
    plain = ("units", "routines", "findings", "score", "risk")
    status = report["by_status"]
    counts = {
        "proved": status.get("proved", 0) + status.get("proved-if", 0),
        "provable": report["units"] - status.get("counted", 0),  # all but rows, comments, rights and calls
    }
    return {**{name: report[name] for name in plain}, **counts, "hours": report["effort_hours"]["likely"]}
