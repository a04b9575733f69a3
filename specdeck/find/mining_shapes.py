"""What `specdeck mine --json` prints. These names are a contract."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class MinedPlace:
    """A unit that a candidate derives, with its parameters; proved."""

    unit: str
    path: str
    line: int
    parameters: dict[str, str]


@dataclass(frozen=True, slots=True)
class MinedPattern:
    """A candidate: its template, the share of it that is the same everywhere, and why it deserves a look."""

    id: str
    title: str
    description: str
    spec: str
    parameters: dict[str, str]
    fixed: float
    triggers: list[str]
    instances: list[MinedPlace]
