"""The order in which tables can be filled: those that others refer to come first."""

from collections.abc import Sequence

from engine.trial.schema.trial_schema import TableShape


def fill_order(tables: Sequence[TableShape]) -> tuple[TableShape, ...]:
    """Return tables in foreign-key order; a cycle is broken at its first table."""
    waiting = {table.qualified: table for table in tables}
    ordered: list[TableShape] = []
    while waiting:
        ready = [table for table in waiting.values() if not _targets(table) & waiting.keys() - {table.qualified}]
        chosen = ready or [next(iter(waiting.values()))]
        ordered += [waiting.pop(table.qualified) for table in chosen]
    return tuple(ordered)


def with_targets(names: Sequence[str], tables: Sequence[TableShape]) -> tuple[TableShape, ...]:
    """Return the named tables and all that they refer to, in foreign-key order."""
    by_name = {table.qualified: table for table in tables}
    found: dict[str, TableShape] = {}
    waiting = [name for name in names if name in by_name]
    while waiting:
        name = waiting.pop()
        if name not in found:
            found[name] = by_name[name]
            waiting += [target for target in _targets(by_name[name]) if target in by_name]
    return fill_order([found[name] for name in sorted(found)])


def _targets(table: TableShape) -> set[str]:
    return {key.table for key in table.foreign_keys}
