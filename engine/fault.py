"""Why something failed: one shape from the engine to the screen."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Fault:
    """A failure for a person and for a program.

    `code` is `room.name`, `sentence` says what happened, `hint` what to type or change. `place` is the character of
    the text that the fault is about, counted from 0, where one is known.
    """

    code: str
    sentence: str
    hint: str = ""
    place: int | None = None

    def to_json(self) -> dict[str, Any]:
        """Return the fault as plain values."""
        return asdict(self)

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "Fault":
        """Return the fault from plain values; hint and place may be missing."""
        return cls(**data)


class EngineError(Exception):
    """Base of the errors that the engine raises for bad input; each carries its fault."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.sentence)
        self.fault = fault

    @property
    def code(self) -> str:
        return self.fault.code

    @property
    def sentence(self) -> str:
        return self.fault.sentence

    @property
    def hint(self) -> str:
        return self.fault.hint
