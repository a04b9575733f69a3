"""Whether the stream of decisions changed: three detectors over it, each with what it watches."""

from dataclasses import dataclass, field
from typing import Any

STREAMS = ("approvals", "errors", "scores")
WARM_UP = 100  # decisions: until then errors and scores change because the model learns


@dataclass(frozen=True, slots=True)
class DriftFound:
    """A change that a detector found at a decision."""

    seq: int
    stream: str


def _detectors() -> dict[str, Any]:
    """Return River's detectors by the stream that they watch."""
    from river import drift

    return {
        "errors": drift.binary.HDDMA(),
        "approvals": drift.PageHinkley(delta=0.05, threshold=8.0, mode="down"),
        "scores": drift.ADWIN(delta=0.002),
    }


@dataclass(slots=True)
class DriftWatch:
    """The detectors, and the changes that they found so far."""

    detectors: dict[str, Any] = field(default_factory=_detectors)
    decisions: int = 0
    found: list[DriftFound] = field(default_factory=list)

    def observe(self, seq: int, score: float, *, accepted: bool) -> None:
        """Give each detector its view of one decision; `score` was predicted before the label was known."""
        views = {"errors": float((score >= 0.5) != accepted), "approvals": float(accepted), "scores": score}
        self.decisions += 1
        for stream in STREAMS if self.decisions > WARM_UP else STREAMS[:1]:
            self.detectors[stream].update(views[stream])
            if self.detectors[stream].drift_detected:
                self.found.append(DriftFound(seq, stream))
