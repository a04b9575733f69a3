"""What was counted over a run, by class of attack."""

from collections import Counter
from dataclasses import dataclass, field
from typing import Any


@dataclass
class Tally:
    """Counts of pairs; each class has its own."""

    invalid: int = 0
    counts: dict[str, Counter[str]] = field(default_factory=dict)

    def count_invalid(self) -> None:
        """A pair shows nothing if the server takes neither text, or stops a call."""
        self.invalid += 1

    def count(self, kind: str, *, differs: bool, is_proved: bool, is_open: bool) -> None:
        """One judged pair."""
        counter = self.counts.setdefault(kind, Counter())
        counter["pairs"] += 1
        counter["differ"] += differs
        counter["false_proofs"] += differs and is_proved
        counter["open_differ"] += differs and is_open
        counter["equal_refused"] += not differs and not is_proved and not is_open

    @property
    def pairs(self) -> int:
        return self._sum("pairs")

    @property
    def false_proofs(self) -> int:
        return self._sum("false_proofs")

    def figures(self) -> dict[str, Any]:
        """The figures of a run, as its last line prints them."""
        equal = self.pairs - self._sum("differ")
        return {
            "pairs": self.pairs,
            "differ": self._sum("differ"),
            "false_proofs": self.false_proofs,
            "open_differ": self._sum("open_differ"),
            "refused_equal_share": round(self._sum("equal_refused") / equal, 4) if equal else 0.0,
            "invalid": self.invalid,
            "by_class": {kind: dict(counter) for kind, counter in sorted(self.counts.items())},
        }

    def _sum(self, what: str) -> int:
        return sum(counter[what] for counter in self.counts.values())
