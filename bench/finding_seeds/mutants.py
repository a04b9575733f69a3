"""Mutants of safe units, and whether the scan reports each of them."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from engine.findings.scan_units import default_rules, scan_project
from engine.source.split_file import split
from finding_seeds.edits import EDITS, Seeded


@dataclass(slots=True)
class Outcome:
    """How many mutants of each edit were made and found; `missed` has the texts of the others."""

    made: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    missed: list[Seeded] = field(default_factory=list)

    @property
    def recall(self) -> float:
        return sum(self.found.values()) / max(sum(self.made.values()), 1)


def judge(texts: Iterable[str], most: int) -> Outcome:
    """Edit each text in every way, at most so many times an edit, and scan what comes out."""
    outcome = Outcome()
    for text in texts:
        before = _families(text)
        for mutant in _mutants(text):
            if mutant.family in before or outcome.made[mutant.edit] >= most or not _parses(mutant.text):
                continue
            outcome.made[mutant.edit] += 1
            if mutant.family in _families(mutant.text):
                outcome.found[mutant.edit] += 1
            else:
                outcome.missed.append(mutant)
    return outcome


def _mutants(text: str) -> Iterator[Seeded]:
    for edit in EDITS:
        yield from edit(text)


def _parses(text: str) -> bool:
    units = split(text, "mutant.sql").units
    return len(units) == 1 and units[0].fault is None


def _families(text: str) -> Counter[str]:
    return Counter(each.family for each in scan_project([split(text, "mutant.sql")], default_rules()))
