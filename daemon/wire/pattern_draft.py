"""A pattern from a description: the request, and the draft with its steps, votes and preview."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

MAX_DESCRIPTION = 4000
LANGUAGE = r"[a-z][a-z0-9_+#.-]{0,30}"


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
class WantedTemplate:
    """A template to write for a language; `values` are an example to fill the pattern in with."""

    language: str
    values: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if not re.fullmatch(LANGUAGE, self.language):
            raise ValueError("a language is a word such as python or typescript")


@dataclass(frozen=True, slots=True)
class TemplateExampleInfo:
    """What a template gives for some values."""

    values: Mapping[str, str]
    text: str


@dataclass(frozen=True, slots=True)
class TemplateDraftInfo:
    """A template that a model wrote; `verdict` says how far it was judged. Without a template, `fault` says why."""

    id: str
    pattern: str
    language: str
    is_ready: bool
    template: str = ""
    approach: str = ""
    caveats: tuple[str, ...] = ()
    examples: tuple[TemplateExampleInfo, ...] = ()
    verdict: str = ""
    fault: str = ""


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
