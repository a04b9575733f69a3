"""A reserved call to a cloud model, and what became of it."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any


class CallOutcome(StrEnum):
    """What became of a reserved call."""

    UNUSED = "unused"  # it was certainly not made, or refused: it costs nothing
    MADE = "made"
    LOST = "lost"  # it may have been answered: it is charged in full


@dataclass(frozen=True, slots=True)
class ReservedCall:
    """A call that may be made once: for which task, and the input tokens that are paid for."""

    id: int
    task: str
    input_tokens: int

    def to_json(self) -> dict[str, Any]:
        """Return the call as plain values."""
        return asdict(self)

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "ReservedCall":
        """Return the call from plain values."""
        return cls(**data)


@dataclass(frozen=True, slots=True)
class CallReport:
    """What became of a call, and the tokens that it used."""

    id: int
    outcome: CallOutcome
    usage: Mapping[str, int]

    def to_json(self) -> dict[str, Any]:
        """Return the report as plain values."""
        return asdict(self)

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "CallReport":
        """Return the report from plain values."""
        return cls(data["id"], CallOutcome(data["outcome"]), data["usage"])


@dataclass(frozen=True, slots=True)
class CallFailure:
    """Why the cloud model gave no answer; a `temporary` failure is tried again."""

    code: str
    sentence: str
    hint: str
    temporary: bool
    retry_after: float | None = None

    def to_json(self) -> dict[str, Any]:
        """Return the failure as plain values."""
        return asdict(self)

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "CallFailure":
        """Return the failure from plain values."""
        return cls(**data)
