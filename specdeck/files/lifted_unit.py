"""The JSON output of `specdeck lift`. Scripts rely on these names."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class CharacterRange:
    """A range of characters in a file, counted from 0, including newlines and the byte order mark."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class LiftedUnitError:
    """Why a unit has no trustworthy spec."""

    code: str
    sentence: str
    hint: str
    place: int | None


@dataclass(frozen=True, slots=True)
class DetectedPattern:
    """A pattern that a unit carries out: where in the file, and with which names."""

    pattern: str
    strength: float
    lines: tuple[int, ...]
    spans: tuple[CharacterRange, ...]
    parameters: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class LiftedVariable:
    """A variable of a routine and what it is for, the main purpose first."""

    name: str
    purposes: tuple[Literal["cursor row", "loop index", "count", "total", "accumulator", "flag", "result", "temp"], ...]
    line: int


@dataclass(frozen=True, slots=True)
class LiftedUnit:
    """A unit of a file. A file that cannot be read is one entry of the kind `file` with an error."""

    file: str
    unit: str
    kind: str
    language: str
    span: CharacterRange
    ok: bool
    error: LiftedUnitError | None
    verdict: Literal["proved", "proved-if", "unverified"]
    obligations: tuple[str, ...]
    statements: int
    structured: int
    raw: int
    opaque_tokens: int
    tokens: int
    coverage: float
    seconds: float
    entity: str | None
    spec: str
    lowered: str
    patterns: tuple[DetectedPattern, ...]
    variables: tuple[LiftedVariable, ...]
