"""The pattern library on the wire."""

from collections.abc import Mapping
from dataclasses import dataclass, field

MAX_PATTERN_TEXT = 200_000


@dataclass(frozen=True, slots=True)
class PatternSummary:
    """A pattern in a list; `uses` counts how often it was accepted, corrected or rejected."""

    id: str
    title: str
    tier: str
    category: str
    namespace: str
    description: str
    tags: tuple[str, ...]
    state: str
    version: int
    quality: int
    uses: int = 0
    success_rate: float = 0.0
    is_often_corrected: bool = False


@dataclass(frozen=True, slots=True)
class PatternPage:
    """The patterns that a query found."""

    items: tuple[PatternSummary, ...]


@dataclass(frozen=True, slots=True)
class FoundPattern:
    """A pattern that a search found, best first; `why` has its place in each view that found it."""

    pattern: PatternSummary
    score: float
    why: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FoundPatterns:
    """What a search found, and how long it took."""

    items: tuple[FoundPattern, ...]
    milliseconds: float = 0.0


@dataclass(frozen=True, slots=True)
class PatternParameterInfo:
    """A parameter of a pattern; without a default it must be given."""

    name: str
    type: str
    default: str | None
    description: str


@dataclass(frozen=True, slots=True)
class PatternDetail:
    """A whole pattern. `text` is its YAML, as the library reads it; `evidence` says why it was suggested."""

    summary: PatternSummary
    parameters: tuple[PatternParameterInfo, ...]
    requires: tuple[str, ...]
    conflicts: tuple[str, ...]
    security: int
    performance: int
    provenance: str
    languages: tuple[str, ...]
    spec: str
    text: str
    replaced_by: str | None = None
    evidence: Mapping[str, object] = field(default_factory=dict)

    @property
    def revision(self) -> int:
        """The revision of the pattern, which is its version."""
        return self.summary.version


@dataclass(frozen=True, slots=True)
class PatternText:
    """A pattern to add or change, as YAML, and why."""

    text: str
    reason: str = ""

    def __post_init__(self) -> None:
        if not self.text.strip() or len(self.text) > MAX_PATTERN_TEXT:
            raise ValueError(f"a pattern has 1 to {MAX_PATTERN_TEXT} characters")


@dataclass(frozen=True, slots=True)
class PatternTags:
    """Tags to add to a pattern and to remove from it."""

    add: tuple[str, ...] = ()
    remove: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PatternMove:
    """A step of a pattern's life cycle: approve, reject, merge or deprecate; a merge is into `replaced_by`."""

    action: str
    reason: str = ""
    replaced_by: str | None = None


@dataclass(frozen=True, slots=True)
class PatternRequest:
    """Patterns to fill in with these values; one, or several on one entity."""

    patterns: tuple[str, ...]
    parameters: Mapping[str, str]
    language: str = "specql"


@dataclass(frozen=True, slots=True)
class ConflictInfo:
    """Why two patterns cannot be on one entity."""

    first: str
    second: str
    sentence: str
    hint: str


@dataclass(frozen=True, slots=True)
class FilledPattern:
    """The text of filled-in patterns in a language, or the conflicts that prevent it."""

    language: str
    text: str
    conflicts: tuple[ConflictInfo, ...] = ()


@dataclass(frozen=True, slots=True)
class PatternVersionInfo:
    """A version of a pattern; versions count from 1."""

    number: int
    digest: str
    reason: str
    author: str
    at: str
    text: str


@dataclass(frozen=True, slots=True)
class PatternHistory:
    """The versions of a pattern, oldest first."""

    pattern: str
    versions: tuple[PatternVersionInfo, ...]


@dataclass(frozen=True, slots=True)
class PatternDifference:
    """The unified diff of two versions."""

    pattern: str
    first: int
    second: int
    text: str


@dataclass(frozen=True, slots=True)
class PatternBundle:
    """Patterns as one YAML text, to carry to another library."""

    text: str
    patterns: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PatternInstanceInfo:
    """A unit that carries out a pattern; `unit` is its number, `parameters` are the names bound there."""

    unit: int
    kind: str
    name: str
    path: str
    strength: float
    parameters: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class PatternInstances:
    """Units of a project that carry out a pattern; `next` is the cursor of the next page."""

    items: tuple[PatternInstanceInfo, ...]
    next: str | None = None


@dataclass(frozen=True, slots=True)
class PatternUnitCounts:
    """How many units of a project carry out each pattern."""

    project: str
    units: Mapping[str, int]
