"""What `specdeck check --json` prints. These names are a contract."""

from dataclasses import dataclass

from specdeck.scan.check_changes import ChangedUnit
from specdeck.scan.finding_shapes import FoundFinding


@dataclass(frozen=True, slots=True)
class CheckShape:
    """The changed files and units, the new findings, and whether the check passed."""

    files: list[str]
    units: list[ChangedUnit]
    findings: list[FoundFinding]
    clean: bool
