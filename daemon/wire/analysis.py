"""Orders for analysts, and their remarks about a unit."""

from dataclasses import dataclass

MAX_PATHS = 1000
MAX_RETRIEVED = 20


@dataclass(frozen=True, slots=True)
class AnalysisRequest:
    """Files or folders, absolute, whose routines the analysts look at.

    With `use_cloud`, open questions go there; `in_batch`, they wait for a batch, which costs half.
    """

    paths: tuple[str, ...]
    use_cloud: bool = False
    in_batch: bool = False

    def __post_init__(self) -> None:
        if not 0 < len(self.paths) <= MAX_PATHS:
            raise ValueError(f"a request names 1 to {MAX_PATHS} paths")
        if self.in_batch and not self.use_cloud:
            raise ValueError("only questions to the cloud are asked in a batch")


@dataclass(frozen=True, slots=True)
class AnalysisOrder:
    """The jobs that were ordered, one a file; `unknown` are paths that no folder of the project holds."""

    jobs: tuple[str, ...]
    unknown: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RemarkInfo:
    """What an analyst says of a unit: a business rule, an intent, or a change that did not prove."""

    analyst: str
    kind: str
    text: str
    first_line: int | None
    last_line: int | None


@dataclass(frozen=True, slots=True)
class RemarkList:
    """The remarks about the present SQL of a unit."""

    items: tuple[RemarkInfo, ...]


@dataclass(frozen=True, slots=True)
class AnalystInfo:
    """An analyst in a project: what it proposes, where it works, what it may do, and whether it is on.

    `retrieval` is how many entries of the index it is given; an analyst that `is_needed` cannot be switched off.
    """

    id: str
    title: str
    produces: tuple[str, ...]
    lane: str
    works_in: str
    may: tuple[str, ...]
    cost: str
    tasks: tuple[str, ...]
    retrieval: int
    categories: tuple[str, ...]
    is_needed: bool
    enabled: bool


@dataclass(frozen=True, slots=True)
class AnalystList:
    """All analysts."""

    items: tuple[AnalystInfo, ...]


@dataclass(frozen=True, slots=True)
class AnalystRetrieval:
    """How many patterns an analyst is given, and of which categories; none: of all."""

    top: int
    categories: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not 0 <= self.top <= MAX_RETRIEVED:
            raise ValueError(f"an analyst is given 0 to {MAX_RETRIEVED} patterns")


@dataclass(frozen=True, slots=True)
class AnalystSwitch:
    """Switch an analyst on or off."""

    enabled: bool
