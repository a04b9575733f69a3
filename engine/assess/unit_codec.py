"""An assessed unit as plain values, so that an unchanged file need not be measured again."""

from collections.abc import Mapping
from dataclasses import asdict, replace
from typing import Any

from engine.assess.assessed_unit import AssessedUnit
from engine.assess.dependencies import NamedCall, UsedNames
from engine.findings.finding import finding_from_json
from engine.findings.unit_metrics import UnitMetrics


def unit_to_json(unit: AssessedUnit) -> dict[str, Any]:
    """Return the unit as plain values."""
    values = asdict(replace(unit, findings=()))
    return values | {"findings": [each.to_json() for each in unit.findings]}


def unit_from_json(data: Mapping[str, Any]) -> AssessedUnit:
    """Return the unit from plain values."""
    uses = data["uses"]
    calls = tuple(NamedCall(each["name"], tuple(each["classes"])) for each in uses["calls"])
    values: dict[str, Any] = {
        **data,
        "metrics": UnitMetrics(**data["metrics"]),
        "uses": UsedNames(calls, tuple(uses["reads"]), tuple(uses["writes"])),
        "risk_words": tuple(data["risk_words"]),
        "search_path": tuple(data["search_path"]),
        "findings": tuple(map(finding_from_json, data["findings"])),
    }
    return AssessedUnit(**values)
