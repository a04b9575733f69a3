"""What `specdeck clones --json` prints. These names are a contract."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ClonePlace:
    """One copy. `plan` is how its spec follows from that of the first: adapt, or fresh; empty for the first."""

    unit: str
    path: str
    line: int
    plan: str


@dataclass(frozen=True, slots=True)
class ClonesFound:
    """Units that are equal but for names."""

    key: str
    members: list[ClonePlace]
