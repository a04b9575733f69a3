"""The counts of each file, and their totals."""

from collections import Counter
from dataclasses import dataclass, field


@dataclass(slots=True)
class Routine:
    """One distinct routine of the denominator."""

    parsed: bool
    statements: int
    raw: int
    uncounted: int
    verdict: str
    why: str
    raw_reasons: tuple[str, ...]
    seconds: float
    floor: float


@dataclass(slots=True)
class Tally:
    """The counts of some files; `routines` are keyed by the hash of their text, so that copies count once."""

    files: int = 0
    unread: Counter[str] = field(default_factory=Counter)
    routines_found: int = 0
    missed: int = 0
    uncounted_files: int = 0
    left_out: Counter[str] = field(default_factory=Counter)
    units: int = 0
    units_with_error: int = 0
    crashes: list[str] = field(default_factory=list)
    routines: dict[str, Routine] = field(default_factory=dict)
    converted: int = 0

    def add(self, other: "Tally") -> None:
        """Add the counts of other files."""
        self.files += other.files
        self.unread += other.unread
        self.routines_found += other.routines_found
        self.missed += other.missed
        self.uncounted_files += other.uncounted_files
        self.left_out += other.left_out
        self.units += other.units
        self.units_with_error += other.units_with_error
        self.crashes += other.crashes
        self.routines |= other.routines
        self.converted += other.converted

    def figures(self) -> dict[str, object]:
        """Return the figures of the last line that do not depend on time."""
        routines = list(self.routines.values())
        count = len(routines)
        statements = sum(each.statements for each in routines)
        raw = sum(each.raw for each in routines)
        reasons = Counter(reason for each in routines for reason in each.raw_reasons)
        verdicts = Counter(each.verdict for each in routines)
        return {
            "files": self.files,
            "unread": dict(self.unread),
            "routines": self.routines_found,
            "distinct": count,
            "missed": self.missed,
            "uncounted_files": self.uncounted_files,
            "left_out": dict(self.left_out),
            "crashes": len(self.crashes),
            "parsed_share": _share(sum(each.parsed for each in routines), count),
            "statements": statements,
            "unaccounted": sum(each.uncounted for each in routines),
            "structured_share": _share(statements - raw, statements),
            "raw_reasons": dict(reasons.most_common(12)),
            "proved_share": _share(verdicts["proved"], count),
            "proved_if_share": _share(verdicts["proved-if"], count),
            "units": self.units,
            "units_with_error": self.units_with_error,
        }


def _share(part: int, whole: int) -> float:
    return round(part / whole, 5) if whole else 1.0
