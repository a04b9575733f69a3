"""How many minutes a review may take, with an interval; and where risk is found soonest."""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from engine.assess.assessed_unit import AssessedUnit
from engine.findings.finding_score import WEIGHTS

# Minutes a person needs: to open a unit, for a statement by how well it is understood, for a way through it.
OPENING = 1.0
STATEMENT = {"proved": 0.05, "proved-if": 0.2, "unverified": 0.6, "refused": 1.5, "counted": 0.0}
BRANCH = 0.3
# One standard deviation of the minutes of a unit, as a share of them; units vary independently of each other,
# and all of them together with how fast a team is.
UNIT_SPREAD, TEAM_SPREAD = 0.8, 0.3
# One critical finding outweighs many small ones that are quicker to read.
SEVERITY_POWER = 2.0


@dataclass(frozen=True, slots=True)
class Effort:
    """Hours, with the bounds of an interval that holds about 80 % of projects like this, if the model is right."""

    hours: float
    least: float
    most: float


def unit_minutes(unit: AssessedUnit) -> float:
    """The minutes for one unit: reading it, and dealing with its findings."""
    if unit.status == "counted":
        return 0.0
    fixing = sum(each.effort_minutes for each in unit.findings if each.severity in {"critical", "high"})
    return reading_minutes(unit) + 0.5 * fixing


def reading_minutes(unit: AssessedUnit) -> float:
    """The minutes to read one unit and compare it with its spec."""
    reading = OPENING + STATEMENT[unit.status] * max(unit.statements, 1)
    branches = BRANCH * max(unit.metrics.cyclomatic - 1, 0) * (0.3 if unit.status == "proved" else 1.0)
    return reading + branches


def project_effort(units: Iterable[AssessedUnit]) -> Effort:
    """The hours for all units."""
    minutes = [unit_minutes(each) for each in units]
    total = sum(minutes)
    spread = math.sqrt(sum((UNIT_SPREAD * each) ** 2 for each in minutes) + (TEAM_SPREAD * total) ** 2)
    factor = math.exp(1.28 * math.sqrt(math.log(1 + (spread / total) ** 2))) if total else 1.0
    return Effort(round(total / 60, 1), round(total / factor / 60, 1), round(total * factor / 60, 1))


@dataclass(frozen=True, slots=True)
class StartingPoint:
    """A unit to begin with, its risk, the minutes it may take, and the reasons in words."""

    unit: AssessedUnit
    risk: float
    minutes: float
    reasons: tuple[str, ...]


def starting_points(units: Iterable[AssessedUnit], users: Mapping[str, int], count: int = 10) -> list[StartingPoint]:
    """The units with most risk for each minute of review."""
    found = [_point(each, users.get(each.name, 0)) for each in units if each.is_routine or each.findings]
    ranked = sorted(found, key=lambda each: (-each.risk / max(each.minutes, 1.0), each.unit.path, each.unit.name))
    return [each for each in ranked if each.risk > 0][:count]


def _point(unit: AssessedUnit, users: int) -> StartingPoint:
    doubt = {"refused": 4.0, "unverified": 2.0, "proved-if": 0.5}.get(unit.status, 0.0)
    complexity = max(unit.metrics.cyclomatic - 10, 0) / 10
    severity = sum(WEIGHTS[each.severity] ** SEVERITY_POWER for each in unit.findings)
    risk = (severity + doubt + complexity + len(unit.risk_words)) * (1 + math.log1p(users) / 4)
    if not unit.weight and not doubt:
        risk *= 0.1
    return StartingPoint(unit, round(risk, 2), round(reading_minutes(unit), 1), _reasons(unit, users))


def _reasons(unit: AssessedUnit, users: int) -> tuple[str, ...]:
    ordered = sorted(unit.findings, key=lambda each: -WEIGHTS[each.severity])
    worst = dict.fromkeys(f"{each.severity.value}: {each.name}" for each in ordered if each.severity != "info")
    reasons = [*list(worst)[:3]]
    if unit.status in {"refused", "unverified", "proved-if"}:
        reasons.append(unit.status)
    if unit.risk_words:
        reasons.append("about " + ", ".join(unit.risk_words[:3]))
    if users:
        reasons.append(f"used by {users}")
    if unit.metrics.cyclomatic > 10:
        reasons.append(f"complexity {unit.metrics.cyclomatic}")
    return tuple(reasons)
