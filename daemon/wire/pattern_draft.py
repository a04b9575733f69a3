"""A pattern from a description: the request, and the draft with its steps, votes and preview."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

MAX_DESCRIPTION = 4000


@dataclass(frozen=True, slots=True)
class DescribedPattern:
    """What a person asks for."""

    description: str
    category: str = "workflow"
    namespace: str = ""

    def __post_init__(self) -> None:
        if not self.description.strip() or len(self.description) > MAX_DESCRIPTION:
            raise ValueError(f"a description has 1 to {MAX_DESCRIPTION} characters")


@dataclass(frozen=True, slots=True)
class DraftOrder:
    """The draft to ask for later, and the job that makes it."""

    draft: str
    job: str


@dataclass(frozen=True, slots=True)
class DiscoveryOrder:
    """The job that looks for code that routines repeat; its summary counts the patterns that it suggested."""

    job: str


@dataclass(frozen=True, slots=True)
class DraftStepInfo:
    """One step: done, failed or waiting, with what was found."""

    name: str
    state: str
    sentence: str = ""


@dataclass(frozen=True, slots=True)
class PatternDraftInfo:
    """A draft. `pattern` is YAML for the library, empty where no step before the approval may be passed.

    `use_instead` is a pattern of the library that says the same; `languages` is the preview by language.
    """

    id: str
    is_ready: bool
    pattern: str = ""
    spec: str = ""
    sql: str = ""
    languages: Mapping[str, str] = field(default_factory=dict)
    steps: tuple[DraftStepInfo, ...] = ()
    warnings: tuple[str, ...] = ()
    use_instead: str = ""
    votes: Mapping[str, Any] | None = None
