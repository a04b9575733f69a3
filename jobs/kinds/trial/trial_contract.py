"""The contract of a trial: the SQL of a project, the routines to try, and what came of each."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class SchemaFile:
    """A SQL file of the project, for its schema."""

    path: str
    text: str

    def to_json(self) -> dict[str, Any]:
        """Return the file as plain values."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class UnitToTry:
    """A routine, and the SQL that a text of its spec lowers to; the hashes say which texts a verdict is about.

    `refuted` is the sentence, the lines and the evidence of an earlier trial that refuted these texts.
    """

    conversion: int
    name: str
    sql: str
    sql_hash: str
    lowered: str
    lowered_hash: str
    refuted: Mapping[str, Any] | None = None

    def to_json(self) -> dict[str, Any]:
        """Return the routine as plain values."""
        return asdict(self)

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "UnitToTry":
        """Return the routine from plain values."""
        return cls(**data)


@dataclass(frozen=True, slots=True)
class UnitTrial:
    """The verdict of a trial, and its evidence."""

    conversion: int
    sql_hash: str
    lowered_hash: str
    verdict: str
    sentence: str
    lines: tuple[str, ...]
    evidence: Mapping[str, Any]

    def to_json(self) -> dict[str, Any]:
        """Return the verdict as plain values."""
        return asdict(self)

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "UnitTrial":
        """Return the verdict from plain values."""
        values: dict[str, Any] = {**data, "lines": tuple(data["lines"])}
        return cls(**values)
