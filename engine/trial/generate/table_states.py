"""Rows for tables: foreign keys point to rows that exist, unique keys differ, NULL only where it is allowed."""

import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from engine.trial.case import InputRow
from engine.trial.generate.generator_settings import StateTraits
from engine.trial.generate.mined_literals import MinedLiterals
from engine.trial.generate.value_pools import quoted
from engine.trial.generate.value_source import ValueSource, value_source
from engine.trial.schema.trial_schema import ColumnShape, TableShape

_COUNTED = frozenset({"integer", "bigint", "smallint", "numeric"})
_PARTNER_RATE = 0.6  # how often a column has a value of a column that it is joined with
_FIRST_KEYS = 3
_TRIES = 8  # for a row that breaks no unique key
_SERVER_KEYS = 100  # rows with a key that the server counts itself begin after those that the routine may insert

Rows = dict[str, tuple[InputRow, ...]]


@dataclass(frozen=True, slots=True)
class TablePlan:
    """A table with the values that suit each of its columns."""

    table: TableShape
    sources: Mapping[str, ValueSource]
    columns: tuple[ColumnShape, ...]
    partners: Mapping[str, tuple[tuple[str, str], ...]] = field(default_factory=dict)  # columns that it is joined with

    def only_valid(self, is_valid: Callable[[str, str, str], bool]) -> "TablePlan":
        """Return the same plan without the values that a column cannot hold: table, column, value."""
        name = self.table.qualified
        sources = {
            column: source.only(lambda value, column=column: is_valid(name, column, value))
            for column, source in self.sources.items()
        }
        return replace(self, sources=sources)


def plan_tables(tables: Sequence[TableShape], mined: MinedLiterals) -> tuple[TablePlan, ...]:
    """Return the plan of each table; a column that the server fills is left out."""
    plans = tuple(_plan(table, mined) for table in tables)
    return tuple(replace(plan, partners=_partners(plan, plans, mined)) for plan in plans)


def _partners(
    plan: TablePlan, plans: Sequence[TablePlan], mined: MinedLiterals
) -> Mapping[str, tuple[tuple[str, str], ...]]:
    """Return, for each column that the routine compares with others, those of the other tables."""
    found = {}
    for column in plan.columns:
        root = mined.groups.root(column.name.lower())
        if root in mined.joined:
            found[column.name] = tuple(
                (other.table.qualified, each.name)
                for other in plans
                for each in other.columns
                if other is not plan and mined.groups.root(each.name.lower()) == root
            )
    return found


def _plan(table: TableShape, mined: MinedLiterals) -> TablePlan:
    columns = tuple(each for each in table.columns if not each.is_generated)
    sources = {
        each.name: value_source(each.name, each.base_type, mined, each.enum_labels, each.check_literals)
        for each in columns
    }
    return TablePlan(table, sources, columns)


def draw_rows(plans: Sequence[TablePlan], chance: random.Random, traits: StateTraits) -> Rows:
    """Draw the rows of each table, in the order of the plans."""
    rows: Rows = {}
    for plan in plans:
        count = chance.choice((traits.rows, traits.rows, chance.randint(0, traits.rows + 1)))
        rows[plan.table.qualified] = tuple(_table_rows(plan, rows, count, chance, traits))
    return rows


def _table_rows(
    plan: TablePlan, rows: Rows, count: int, chance: random.Random, traits: StateTraits
) -> Iterator[InputRow]:
    taken: set[tuple[object, ...]] = set()
    made: list[InputRow] = []
    for number in range(1, count + 1):
        for _ in range(_TRIES):
            row = _row(plan, {**rows, plan.table.qualified: tuple(made)}, number, chance, traits)
            keys = _keys(plan.table, row) if row is not None else set()
            if row is not None and not keys & taken:
                taken |= keys
                made.append(row)
                yield row
                break


def _keys(table: TableShape, row: InputRow) -> set[tuple[object, ...]]:
    """Return the values of a row under each unique key, apart from those with NULL."""
    keys = (table.primary_key, *table.unique_keys)
    values = [(key, tuple(row.get(name, "NULL") for name in key)) for key in keys if key]
    return {(key, found) for key, found in values if "NULL" not in found}


def _row(plan: TablePlan, rows: Rows, number: int, chance: random.Random, traits: StateTraits) -> InputRow | None:
    row: dict[str, str] = {}
    earlier = rows[plan.table.qualified]
    for column in plan.columns:
        if earlier and not _is_counted(plan.table, column) and chance.random() < traits.likeness:
            row[column.name] = chance.choice(earlier)[column.name]
        elif column.is_nullable and chance.random() < traits.null_rate:
            row[column.name] = "NULL"
        elif _is_counted(plan.table, column):
            row[column.name] = quoted(str(number + _SERVER_KEYS * (column.has_default or column.is_identity)))
        else:
            drawn = quoted(plan.sources[column.name].draw(chance, traits))
            value = _partner_value(plan, column, rows, chance) or drawn
            if value == "NULL" and not column.is_nullable:
                return None
            row[column.name] = value
    return _with_references(plan, rows, row, chance)


def _partner_value(plan: TablePlan, column: ColumnShape, rows: Rows, chance: random.Random) -> str | None:
    """Return a value that a joined column has, or the number of a row where it is a key that is drawn later."""
    partners = plan.partners.get(column.name, ())
    if not partners or chance.random() > _PARTNER_RATE:
        return None
    values = [row.get(name, "NULL") for table, name in partners for row in rows.get(table, ())]
    known = [each for each in values if each != "NULL"]
    if known:
        return chance.choice(known)
    if column.base_type in _COUNTED and any(table not in rows for table, _ in partners):
        return quoted(str(chance.randint(1, _FIRST_KEYS)))
    return None


def _with_references(plan: TablePlan, rows: Rows, row: dict[str, str], chance: random.Random) -> InputRow | None:
    """Point the foreign keys of a row to rows that exist; None where one must not be NULL, and there is no row."""
    for key in plan.table.foreign_keys:
        targets = rows.get(key.table, ())
        if targets:
            target = chance.choice(targets)
            pairs = zip(key.columns, key.target_columns, strict=True)
            found = {name: target.get(other, "NULL") for name, other in pairs}
            row |= {name: value for name, value in found.items() if row.get(name) != "NULL" or value == "NULL"}
        elif not _make_null(plan, key.columns, row):
            return None
    return row


def _is_counted(table: TableShape, column: ColumnShape) -> bool:
    """Whether a column is a key of one whole number, which counts from one so that arguments can hit it."""
    is_key = table.primary_key == (column.name,) or (column.name,) in table.unique_keys
    return is_key and column.base_type in _COUNTED


def _make_null(plan: TablePlan, names: Sequence[str], row: dict[str, str]) -> bool:
    """Set a reference to NULL; False where no column of it may be."""
    nullable = [each.name for each in plan.columns if each.name in names and each.is_nullable]
    row |= dict.fromkeys(nullable[:1], "NULL")
    return bool(nullable)
