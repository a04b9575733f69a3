"""What `specdeck find --json` prints. These names are a contract."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FoundResult:
    """One result; `ranks` has its place in each view that found it, `copies` counts others of its name.

    `line` is 0 and `id` is the unit's number where a daemon answered; without a daemon, `id` is 0.
    """

    unit: str
    kind: str
    path: str
    line: int
    score: float
    ranks: dict[str, int]
    copies: int
    id: int = 0


@dataclass(frozen=True, slots=True)
class FoundUnits:
    """The results of a search; `notes` say what it had to do without."""

    question: str
    units: int
    milliseconds: float
    notes: list[str]
    results: list[FoundResult]
