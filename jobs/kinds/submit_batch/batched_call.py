"""A reserved call of a batch: one question about one unit."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class BatchedCall:
    """Which task is asked about which unit, and the input tokens that are paid for."""

    id: int
    conversion: int
    task: str
    input_tokens: int

    @property
    def name(self) -> str:
        """The id of the question at the provider."""
        return f"call-{self.id}"

    def to_json(self) -> dict[str, Any]:
        """Return the call as plain values."""
        return asdict(self)

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "BatchedCall":
        """Return the call from plain values."""
        return cls(**data)
