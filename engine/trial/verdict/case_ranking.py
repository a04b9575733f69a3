"""Which cases of a batch say most about a routine, and so are worth all of its mutants."""

from collections import Counter
from collections.abc import Hashable, Sequence
from dataclasses import dataclass, field

from engine.trial.verdict.equal_case import EqualCase


@dataclass(slots=True)
class CaseRanking:
    """Counts how often each behaviour was seen: the points that a run reached, its result, its error."""

    _seen: Counter[Hashable] = field(default_factory=Counter)

    def ranked(self, cases: Sequence[EqualCase]) -> list[EqualCase]:
        """Return cases with rare behaviour first; of equally rare ones, those that reach most points."""
        ranks = []
        for each in cases:
            behaviour = _behaviour(each)
            ranks.append((self._seen[behaviour], -len(each.points)))
            self._seen[behaviour] += 1
        order = sorted(range(len(cases)), key=lambda at: ranks[at])
        return [cases[at] for at in order]


def _behaviour(each: EqualCase) -> Hashable:
    error = each.seen.error and each.seen.error.sqlstate
    sizes = tuple(sorted((table, len(rows)) for table, rows in each.seen.tables.items()))
    return each.points, each.seen.rows, error, sizes
