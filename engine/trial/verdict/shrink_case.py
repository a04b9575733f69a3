"""Make a counterexample small: drop rows and simplify values as long as the two versions still differ."""

from collections.abc import Callable, Iterator
from dataclasses import replace

from engine.trial.case import InputRow, TrialCase

StillDiffers = Callable[[TrialCase], bool]
_SIMPLE = ("NULL", "'0'", "'1'", "''")
_TRIES = 250


def shrink_case(case: TrialCase, still_differs: StillDiffers) -> TrialCase:
    """Return the smallest case found for which the two versions differ."""
    tries = 0
    found = True
    while found and tries < _TRIES:
        found = False
        for smaller in _smaller(case):
            tries += 1
            if still_differs(smaller):
                case, found = smaller, True
                break
            if tries >= _TRIES:
                break
    return case


def _smaller(case: TrialCase) -> Iterator[TrialCase]:
    """Return cases with one thing less: a table, a row, then a value."""
    filled = [table for table, rows in case.rows.items() if rows]
    for table in reversed(filled):
        yield replace(case, rows={name: rows for name, rows in case.rows.items() if name != table})
    for table in reversed(filled):
        for at in range(len(case.rows[table])):
            yield _with_rows(case, table, (*case.rows[table][:at], *case.rows[table][at + 1 :]))
    if len(filled) < len(case.rows):
        yield replace(case, rows={table: case.rows[table] for table in filled})
    yield from _simpler_arguments(case)
    for table in filled:
        for at, row in enumerate(case.rows[table]):
            for simpler in _simpler_row(row):
                yield _with_rows(case, table, (*case.rows[table][:at], simpler, *case.rows[table][at + 1 :]))


def _with_rows(case: TrialCase, table: str, rows: tuple[InputRow, ...]) -> TrialCase:
    return replace(case, rows={**case.rows, table: rows})


def _simpler_arguments(case: TrialCase) -> Iterator[TrialCase]:
    for at, value in enumerate(case.arguments):
        for simple in _SIMPLE[: _SIMPLE.index(value) if value in _SIMPLE else len(_SIMPLE)]:
            yield replace(case, arguments=(*case.arguments[:at], simple, *case.arguments[at + 1 :]))


def _simpler_row(row: InputRow) -> Iterator[InputRow]:
    """Return the row without one of its values: NULL, where the column may be."""
    for name, value in row.items():
        if value != "NULL":
            yield {**row, name: "NULL"}
