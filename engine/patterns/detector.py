"""What a detector is: one module with a `DETECTOR`, which also holds its examples."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from engine.analysis.parsed_unit import ParsedUnit
from engine.analysis.project_facts import ProjectFacts
from engine.source.span import Span


@dataclass(frozen=True, slots=True)
class PatternEvidence:
    """A span of the file that carries a pattern out, the parameters bound there, and how strong it is (0 to 1)."""

    span: Span
    parameters: Mapping[str, str] = field(default_factory=dict)
    strength: float = 0.9


@dataclass(frozen=True, slots=True)
class Detector:
    """A pattern and how to see it. `positive` and `near_miss` are SQL that the tests hold against it."""

    pattern: str
    category: str
    sentence: str
    detect: Callable[[ParsedUnit, ProjectFacts], Iterable[PatternEvidence]]
    positive: tuple[str, ...]
    near_miss: tuple[str, ...]
