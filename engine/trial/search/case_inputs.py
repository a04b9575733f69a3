"""The values within a case that a search may change, each by its place."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from engine.trial.case import TrialCase
from engine.trial.generate.case_generator import CaseGenerator
from engine.trial.generate.table_states import TablePlan
from engine.trial.generate.value_pools import quoted

_EVENT, _ARGUMENT = "event", "argument"


@dataclass(frozen=True, slots=True)
class CaseInput:
    """One value: an argument by its number, a value of the event by its column, or a value of a row of a table."""

    owner: str  # the qualified name of the table, for a value of a row
    number: int
    column: str
    type_name: str

    def value_in(self, case: TrialCase) -> str | None:
        """Return the value without its quotes; None for NULL, and for a default."""
        literal = self._literal(case)
        return None if literal is None or literal.upper() == "NULL" else unquoted(literal)

    def _literal(self, case: TrialCase) -> str | None:
        if self.owner == _ARGUMENT:
            return case.arguments[self.number]
        if self.owner == _EVENT:
            return case.event.values.get(self.column) if case.event else None
        return case.rows[self.owner][self.number].get(self.column)

    def replaced(self, case: TrialCase, value: str | None) -> TrialCase:
        """Return the case with another value here."""
        literal = quoted(value)
        if self.owner == _ARGUMENT:
            arguments = list(case.arguments)
            arguments[self.number] = literal
            return replace(case, arguments=tuple(arguments))
        if self.owner == _EVENT and case.event is not None:
            return replace(case, event=replace(case.event, values={**case.event.values, self.column: literal}))
        rows = list(case.rows[self.owner])
        rows[self.number] = {**rows[self.number], self.column: literal}
        return replace(case, rows={**case.rows, self.owner: tuple(rows)})


def unquoted(literal: str) -> str:
    """Return the value of a literal as `quoted` writes it."""
    if literal.startswith("E'"):
        return literal[2:-1].replace("''", "'").replace("\\\\", "\\")
    if literal.startswith("'"):
        return literal[1:-1].replace("''", "'")
    return literal


def case_inputs(case: TrialCase, generator: CaseGenerator) -> tuple[CaseInput, ...]:
    """Return the arguments, the values of the event and those of the rows; keys and references stay as they are."""
    arguments = [
        CaseInput(_ARGUMENT, at, plan.parameter.name, plan.parameter.base_type)
        for at, plan in enumerate(generator.arguments[: len(case.arguments)])
        if plan.row_of is None
    ]
    return (*arguments, *_event_inputs(case, generator), *_row_inputs(case, generator))


def _event_inputs(case: TrialCase, generator: CaseGenerator) -> Iterator[CaseInput]:
    event = case.event
    for plan in generator.tables:
        if event is not None and plan.table.qualified == event.table:
            yield from (CaseInput(_EVENT, 0, name, kind) for name, kind in _free_columns(plan) if name in event.values)


def _row_inputs(case: TrialCase, generator: CaseGenerator) -> Iterator[CaseInput]:
    for plan in generator.tables:
        for at, row in enumerate(case.rows.get(plan.table.qualified, ())):
            for name, kind in _free_columns(plan):
                if name in row:
                    yield CaseInput(plan.table.qualified, at, name, kind)


def _free_columns(plan: TablePlan) -> Iterator[tuple[str, str]]:
    table = plan.table
    bound = {*table.primary_key, *(name for key in table.foreign_keys for name in key.columns)}
    return ((each.name, each.base_type) for each in plan.columns if each.name not in bound)
