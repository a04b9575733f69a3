"""What came of a search for repeated code: the counts of its job."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any


@dataclass(frozen=True, slots=True)
class DiscoveryResult:
    """How many patterns were suggested and how many routines repeat them.

    `faults` is how many keep the name that rules gave, `sentence` why the first one does. `left_out` are routines that
    were not read, because there are too many.
    """

    patterns: int = 0
    units: int = 0
    faults: int = 0
    left_out: int = 0
    sentence: str = ""

    @classmethod
    def from_summary(cls, summary: Mapping[str, object]) -> "DiscoveryResult":
        """Return the result of a job from its summary."""
        known: dict[str, Any] = {field.name: summary[field.name] for field in fields(cls) if field.name in summary}
        return cls(**known)
