"""The contract of a detection: a file, and the patterns that its units carry out."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from jobs.kinds.convert.engine_fingerprint import fingerprint_of_kind


def detection_basis(text: str | None) -> str:
    """Return what a detection in the text with this hash depends on."""
    return f"{text}:{fingerprint_of_kind(Path(__file__).parent)}"


@dataclass(frozen=True, slots=True)
class UnitMatch:
    """A pattern of a unit; spans are characters of the unit, `occurrence` counts earlier units of its name."""

    kind: str
    name: str
    occurrence: int
    pattern: str
    strength: float
    spans: tuple[tuple[int, int], ...]
    parameters: Mapping[str, str]

    def to_json(self) -> dict[str, Any]:
        """Return the match as plain values."""
        return asdict(self)

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "UnitMatch":
        """Return the match from plain values."""
        values: dict[str, Any] = {**data, "spans": tuple((start, stop) for start, stop in data["spans"])}
        return cls(**values)
