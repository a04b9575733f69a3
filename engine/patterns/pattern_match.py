"""A detected pattern as a value with a JSON form."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from engine.source.span import Span


@dataclass(frozen=True, slots=True)
class PatternMatch:
    """A pattern of a unit, with its evidence; `lines` are those of the file, counted from 1."""

    pattern: str
    path: str
    unit: str
    kind: str
    unit_line: int
    spans: tuple[Span, ...]
    lines: tuple[int, ...]
    parameters: Mapping[str, str]
    strength: float

    def to_json(self) -> dict[str, Any]:
        """Return the match as plain values."""
        return {
            "pattern": self.pattern,
            "path": self.path,
            "unit": self.unit,
            "kind": self.kind,
            "unit_line": self.unit_line,
            "spans": [[span.start, span.end] for span in self.spans],
            "lines": list(self.lines),
            "parameters": dict(self.parameters),
            "strength": self.strength,
        }
