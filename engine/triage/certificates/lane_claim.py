"""What a certificate claims, in a sentence: against the labels, and against what reviewers miss."""

from collections.abc import Mapping
from typing import Any


def lane_claim(certificate: Mapping[str, Any] | None) -> str:
    """Return the claim of a certificate; empty without one."""
    if certificate is None:
        return ""
    share, sure = certificate["alpha"], 1.0 - certificate["delta"]
    seen = f"{certificate['wrong']} of the {certificate['labels']} labels behind it were"
    return f"At most {share:.0%} of the lane is wrong by the labels, with a confidence of {sure:.1%}: {seen}."
