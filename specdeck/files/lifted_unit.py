"""What `specdeck lift --json` prints for a unit. These names are a contract."""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class CharacterRange:
    """A piece of a file's text: characters from 0, newlines and byte order mark counted as they are."""

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
class LiftedUnit:
    """One unit of a file. A file that cannot be read is one line of the kind `file` with an error."""

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
