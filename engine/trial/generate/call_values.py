"""Arguments for a call, and the statement that fires a trigger."""

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from engine.trial.case import DmlEvent, InputRow
from engine.trial.generate.generator_settings import StateTraits
from engine.trial.generate.mined_literals import MinedLiterals
from engine.trial.generate.table_states import Rows, TablePlan
from engine.trial.generate.value_pools import quoted
from engine.trial.generate.value_source import ValueSource, value_source
from engine.trial.schema.trial_schema import ParameterShape

_ROW_RATE = 0.6  # how often an argument comes from the same row as the others
_KEY_RATE = 0.6  # how often an argument is a value that the tables hold
_NULL_RATE = 0.08


@dataclass(frozen=True, slots=True)
class ArgumentPlan:
    """A parameter, the values that suit it, and the columns that it is compared with; for a row, its table."""

    parameter: ParameterShape
    source: ValueSource
    columns: tuple[tuple[str, str], ...]
    row_of: TablePlan | None = None


def plan_arguments(
    parameters: Sequence[ParameterShape],
    plans: Sequence[TablePlan],
    mined: MinedLiterals,
    row_types: Mapping[str, TablePlan],
) -> tuple[ArgumentPlan, ...]:
    """Return where the values of each parameter come from; `row_types` are tables by the name of their type."""
    columns = [(plan.table.qualified, column.name) for plan in plans for column in plan.columns]
    found = []
    for each in parameters:
        related = tuple(pair for pair in columns if _is_same(mined, each.name, pair[1]))
        source = value_source(each.name, each.base_type, mined, each.enum_labels)
        found.append(ArgumentPlan(each, source, related, row_types.get(each.base_type.replace('"', ""))))
    return tuple(found)


def _is_same(mined: MinedLiterals, parameter: str, column: str) -> bool:
    return mined.groups.root(parameter.lower()) == mined.groups.root(column.lower())


def draw_arguments(
    plans: Sequence[ArgumentPlan], rows: Rows, chance: random.Random, traits: StateTraits
) -> tuple[str, ...]:
    """Draw a literal for each parameter, mostly so that they belong to one row: a query often compares several."""
    table, row = _row_in_question(plans, rows, chance)
    return tuple(_argument(plan, (table, row), rows, chance, traits) for plan in plans)


def _row_in_question(plans: Sequence[ArgumentPlan], rows: Rows, chance: random.Random) -> tuple[str, InputRow]:
    """Draw a row of a table that some parameter is compared with."""
    tables = [table for plan in plans for table, _ in plan.columns if rows.get(table)]
    if not tables:
        return "", {}
    table = chance.choice(tables)
    return table, chance.choice(rows[table])


def _argument(
    plan: ArgumentPlan, asked: tuple[str, InputRow], rows: Rows, chance: random.Random, traits: StateTraits
) -> str:
    if chance.random() < _NULL_RATE:
        return "NULL"
    if plan.row_of is not None:
        return _row_value(plan.row_of, rows, chance, traits)
    table, row = asked
    own = [row[column] for name, column in plan.columns if name == table and row.get(column, "NULL") != "NULL"]
    if own and chance.random() < _ROW_RATE:
        return chance.choice(own)
    existing = [row[column] for name, column in plan.columns for row in rows.get(name, ()) if row.get(column)]
    present = [value for value in existing if value != "NULL"]
    if present and chance.random() < _KEY_RATE:
        return chance.choice(present)
    return quoted(plan.source.draw(chance, traits))


def _row_value(plan: TablePlan, rows: Rows, chance: random.Random, traits: StateTraits) -> str:
    """Draw a row that the table holds, or one with values for its columns."""
    existing = rows.get(plan.table.qualified, ())
    if existing and chance.random() < _KEY_RATE:
        row = chance.choice(existing)
    else:
        row = {each.name: quoted(plan.sources[each.name].draw(chance, traits)) for each in plan.columns}
    return f"ROW({', '.join(row.get(each.name, 'NULL') for each in plan.table.columns)})"


def draw_event(
    operations: Sequence[str], plan: TablePlan, rows: Rows, chance: random.Random, drawn: Sequence[InputRow]
) -> DmlEvent:
    """Draw the statement that fires a trigger; `drawn` are new rows of its table to take values from."""
    left_out = {"TRUNCATE"} if plan.columns else {"TRUNCATE", "UPDATE"}
    operation = chance.choice([each for each in operations if each not in left_out] or list(operations))
    table = plan.table.qualified
    existing = rows.get(table, ())
    fresh = chance.choice(drawn) if drawn else {}
    where = _identity(plan, chance.choice(existing)) if existing else {}
    if operation == "INSERT":
        return DmlEvent("INSERT", table, _new_row(plan, fresh, len(existing)))
    if operation == "UPDATE":
        return DmlEvent("UPDATE", table, _changes(plan, fresh, len(existing), chance), where)
    if operation == "DELETE":
        return DmlEvent("DELETE", table, {}, where)
    return DmlEvent("TRUNCATE", table)


def _identity(plan: TablePlan, row: InputRow) -> InputRow:
    return {name: row[name] for name in plan.table.primary_key if name in row}


def _new_row(plan: TablePlan, row: InputRow, taken: int) -> InputRow:
    """Return a row with a key of its own where the key counts."""
    key = plan.table.primary_key
    if len(key) == 1 and row.get(key[0], "").strip("'").isdecimal():
        return {**row, key[0]: quoted(str(taken + 1))}
    return row


def _changes(plan: TablePlan, row: InputRow, taken: int, chance: random.Random) -> InputRow:
    """Return new values of one column or more, apart from the key where there are others."""
    names = [name for name in row if name not in plan.table.primary_key]
    if names:
        return {name: row[name] for name in chance.sample(names, chance.randint(1, len(names)))}
    return _new_row(plan, row, taken) or {plan.columns[0].name: "NULL"}


def tables_by_name(plans: Sequence[TablePlan]) -> Mapping[str, TablePlan]:
    """Return plans by the name of their table."""
    return {plan.table.qualified: plan for plan in plans}
