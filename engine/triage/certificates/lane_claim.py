"""What a certificate claims, in sentences: against the labels, and against what reviewers miss."""

from collections.abc import Mapping
from typing import Any

from engine.triage.certificates.reviewer_drill import ReviewerDrill


def lane_claim(certificate: Mapping[str, Any] | None, drill: ReviewerDrill) -> str:
    """Return the claim of a certificate; empty without one."""
    if certificate is None:
        return ""
    share, sure = certificate["alpha"], 1.0 - certificate["delta"]
    seen = f"{certificate['wrong']} of the {certificate['labels']} labels behind it were"
    by_labels = f"At most {share:.0%} of the lane is wrong by the labels, with a confidence of {sure:.1%}: {seen}."
    return f"{by_labels} {_against_truth(share, drill)}"


def _against_truth(share: float, drill: ReviewerDrill) -> str:
    if not drill.planted:
        return "What reviewers miss is not known: `specdeck learn drill` measures it."
    missed = f"Reviewers missed {drill.missed} of {drill.planted} planted faults, at most {drill.miss_bound:.0%}"
    return f"{missed}: by the truth at most {drill.true_share(share):.1%} is wrong."
