"""A case with more rows of a kind that it has, or with fewer."""

from collections.abc import Iterator
from dataclasses import replace

from engine.trial.case import InputRow, TrialCase
from engine.trial.generate.case_generator import CaseGenerator
from engine.trial.generate.table_states import TablePlan
from engine.trial.generate.value_pools import quoted
from engine.trial.search.case_inputs import unquoted

_COPIES = (1, 3, 8)
_MOST_ROWS = 60  # of a table


def row_moves(case: TrialCase, generator: CaseGenerator) -> Iterator[TrialCase]:
    """Return cases with copies of one row, and cases without it; a copy has a key of its own."""
    for plan in generator.tables:
        name = plan.table.qualified
        rows = case.rows.get(name, ())
        for at, row in enumerate(rows):
            yield replace(case, rows={**case.rows, name: (*rows[:at], *rows[at + 1 :])})
            for count in _COPIES if len(rows) < _MOST_ROWS else ():
                copies = tuple(_copy(plan, row, len(rows) + number) for number in range(1, count + 1))
                yield replace(case, rows={**case.rows, name: (*rows, *copies)})


def _copy(plan: TablePlan, row: InputRow, number: int) -> InputRow:
    """Return a row with other values in its keys; a reference within a key stays."""
    references = {name for key in plan.table.foreign_keys for name in key.columns}
    keys = {name for key in (plan.table.primary_key, *plan.table.unique_keys) for name in key} - references
    return {name: _other_key(value, number) if name in keys else value for name, value in row.items()}


def _other_key(literal: str, number: int) -> str:
    if literal == "NULL":
        return literal
    value = unquoted(literal)
    if value.lstrip("-").isdecimal():
        return quoted(str(int(value) + 1000 * number))
    return quoted(f"{value}{number}")
