"""The score of a project from 0 to 10, its risk level, and the counts behind them."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from engine.findings.finding import SEVERITIES, Finding, Severity

# What one finding weighs in a project of one unit; informational findings weigh nothing.
WEIGHTS = {Severity.CRITICAL: 10.0, Severity.HIGH: 5.0, Severity.MEDIUM: 2.0, Severity.LOW: 0.5, Severity.INFO: 0.0}
# CVSS base scores in place of a severity, since no exploit can be rated.
CVSS = {Severity.CRITICAL: 9.0, Severity.HIGH: 7.5, Severity.MEDIUM: 5.0, Severity.LOW: 2.5, Severity.INFO: 0.0}
_LEVELS = ((8.0, "low"), (6.0, "medium"), (4.0, "high"))


@dataclass(frozen=True, slots=True)
class FindingScore:
    """`score` is 10 / (1 + weight per unit); a critical finding makes the risk high at least."""

    score: float
    risk: str
    counts: dict[str, int]
    effort_minutes: int


def finding_score(findings: Iterable[Finding], units: int) -> FindingScore:
    """Score the findings of a project of so many units."""
    found = list(findings)
    counts = Counter(each.severity for each in found)
    weight = sum(WEIGHTS[severity] * count for severity, count in counts.items())
    score = round(10 / (1 + weight / max(units, 1)), 1)
    named = {severity.value: counts[severity] for severity in SEVERITIES}
    return FindingScore(score, _risk(score, counts), named, sum(each.effort_minutes for each in found))


def _risk(score: float, counts: Counter[Severity]) -> str:
    level = next((name for least, name in _LEVELS if score >= least), "critical")
    if counts[Severity.CRITICAL] and level in {"low", "medium"}:
        return "high"
    return level
