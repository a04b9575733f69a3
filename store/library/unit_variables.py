"""What the variables of units are for, as the last detection saw it."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from store.core.transaction import ReadView, WriteTransaction


@dataclass(frozen=True, slots=True)
class UnitVariable:
    """A variable; `start` is the first character of its declaration in the unit's SQL."""

    name: str
    purposes: tuple[str, ...]
    start: int


def replace_of_source(tx: WriteTransaction, source: int, found: Mapping[int, Sequence[UnitVariable]]) -> None:
    """These are the variables of a source's units now."""
    tx.execute("DELETE FROM unit_variables WHERE source = ?", source)
    rows = [
        (conversion, source, json.dumps([[each.name, each.purposes, each.start] for each in variables]))
        for conversion, variables in found.items()
    ]
    tx.many("INSERT OR REPLACE INTO unit_variables VALUES (?, ?, ?)", rows)


def list_of_unit(view: ReadView, conversion: int) -> list[UnitVariable]:
    """Return the variables of a unit, in the order of their declarations."""
    found = view.value("SELECT variables FROM unit_variables WHERE conversion = ?", conversion)
    return [UnitVariable(name, tuple(purposes), start) for name, purposes, start in json.loads(found or "[]")]
