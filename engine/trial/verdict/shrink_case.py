"""Make a counterexample small: drop rows and simplify values as long as the two versions still differ."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from engine.trial.case import InputRow, TrialCase

StillDiffers = Callable[[TrialCase], bool]
_SIMPLE = ("NULL", "'0'", "'1'", "''")
_TRIES = 250


@dataclass(slots=True)
class _Shrinking:
    """The smallest case so far, and how many more may be tried."""

    case: TrialCase
    still_differs: StillDiffers
    tries: int = _TRIES

    def take(self, smaller: TrialCase) -> bool:
        """Try a smaller case, and keep it if the two versions differ for it."""
        if self.tries == 0:
            return False
        self.tries -= 1
        if not self.still_differs(smaller):
            return False
        self.case = smaller
        return True

    def drop_rows(self) -> None:
        """Drop rows of each table, the last one first, since others refer to the first: all, half, a quarter, one."""
        for table in reversed(list(self.case.rows)):
            size = len(self.case.rows[table])
            while size and self.tries:
                self._drop_runs(table, size)
                size //= 2

    def _drop_runs(self, table: str, size: int) -> None:
        at = 0
        while at < len(self.case.rows.get(table, ())) and self.tries:
            rows = self.case.rows[table]
            if not self.take(_with_rows(self.case, table, (*rows[:at], *rows[at + size :]))):
                at += size

    def simplify_arguments(self) -> None:
        """Make each argument the simplest value that keeps the difference."""
        for at in range(len(self.case.arguments)):
            any(self.take(each) for each in _simpler_arguments(self.case, at))

    def simplify_rows(self) -> None:
        """Make each value NULL where that keeps the difference."""
        for table in self.case.rows:
            for at in range(len(self.case.rows[table])):
                for name in self.case.rows[table][at]:
                    self._make_null(table, at, name)

    def _make_null(self, table: str, at: int, name: str) -> None:
        rows = self.case.rows[table]
        if rows[at][name] != "NULL":
            row: InputRow = {**rows[at], name: "NULL"}
            self.take(_with_rows(self.case, table, (*rows[:at], row, *rows[at + 1 :])))


def shrink_case(case: TrialCase, still_differs: StillDiffers) -> TrialCase:
    """Return the smallest case found for which the two versions differ."""
    shrinking = _Shrinking(case, still_differs)
    before = None
    while shrinking.case is not before and shrinking.tries:
        before = shrinking.case
        shrinking.drop_rows()
        shrinking.simplify_arguments()
        shrinking.simplify_rows()
    filled = {table: rows for table, rows in shrinking.case.rows.items() if rows}
    if len(filled) < len(shrinking.case.rows):
        shrinking.take(replace(shrinking.case, rows=filled))
    return shrinking.case


def _with_rows(case: TrialCase, table: str, rows: tuple[InputRow, ...]) -> TrialCase:
    return replace(case, rows={**case.rows, table: rows})


def _simpler_arguments(case: TrialCase, at: int) -> Iterator[TrialCase]:
    value = case.arguments[at]
    simpler = _SIMPLE[: _SIMPLE.index(value)] if value in _SIMPLE else _SIMPLE
    return (replace(case, arguments=(*case.arguments[:at], each, *case.arguments[at + 1 :])) for each in simpler)
