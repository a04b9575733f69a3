"""What follows from trust: a boost of priority, alerts, and whether the analyst is disabled for now."""

from collections.abc import Iterable
from enum import StrEnum
from statistics import fmean

from engine.trust.analyst_trust import AnalystTrust

LARGEST_BOOST = 0.5
FULL_EVIDENCE = 20  # outcomes at which half of the boost counts
LOW = 0.3
SURE = 0.9
ENOUGH = 10
PROBATION_SHARE = 0.05


class TrustPriority(StrEnum):
    """What trust does to the priority of an analyst's jobs."""

    CRITICAL = "critical"
    NORMAL = "normal"
    LOW = "low"


class AnalystState(StrEnum):
    """Whether an analyst gets work."""

    ENABLED = "enabled"
    ALERT = "alert"  # its accuracy looks low; it works on
    DISABLED = "disabled"  # its accuracy is low for sure; it gets probation traffic only


def boost(trust: AnalystTrust, project_mean: float) -> float:
    """Return the boost against the mean of the project, shrunk while there is little evidence, within ±0.5."""
    shrinkage = trust.outcomes / (trust.outcomes + FULL_EVIDENCE)
    raw = (trust.overall - project_mean) * 1.25 * shrinkage
    return max(-LARGEST_BOOST, min(LARGEST_BOOST, raw))


def priority(boosted: float) -> TrustPriority:
    """Return the priority for a boost; both boundaries are ordinary."""
    if boosted > 0.2:
        return TrustPriority.CRITICAL
    if boosted < -0.2:
        return TrustPriority.LOW
    return TrustPriority.NORMAL


def state(trust: AnalystTrust, current: AnalystState = AnalystState.ENABLED) -> AnalystState:
    """Return the state by accuracy alone: alert on the mean, disable and enable again on the posterior."""
    low = trust.accuracy.probability_below(LOW)
    if trust.outcomes >= ENOUGH and low >= SURE:
        return AnalystState.DISABLED
    if current is AnalystState.DISABLED and 1.0 - low < SURE:
        return AnalystState.DISABLED
    if trust.outcomes and trust.accuracy.mean < LOW:
        return AnalystState.ALERT
    return AnalystState.ENABLED


def project_mean(trusts: Iterable[AnalystTrust]) -> float:
    """Return the mean overall trust of a project's analysts; 0.5 where there are none."""
    values = [each.overall for each in trusts]
    if values:
        return fmean(values)
    return 0.5
