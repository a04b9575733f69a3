"""Units as an inbox lists them, many in one query."""

import json
import sqlite3
from collections.abc import Iterable, Iterator
from typing import Any

from store.core.transaction import ReadView
from store.inbox.fields import FIELDS

_COMPUTED = ("proposals", "comments", "alike", "cluster", "edited", "confidence", "statements")
_LISTS = ("risk", "asked", "approvals")
_QUERY = f"""
    SELECT c.id, c.project, c.kind, c.name, c.entity, c.error AS fault, c.revision, s.path AS source,
        r.state, r.verdict, r.lane, r.risk, r.coverage, r.raw, r.lines, r.author, r.earlier, r.superseded,
        r.asked, json_extract(r.standing, '$.approvals') AS approvals,
        {FIELDS["changed"].sql} AS changed, {", ".join(f"{FIELDS[name].sql} AS {name}" for name in _COMPUTED)}
    FROM json_each(?) AS wanted JOIN conversions c ON c.id = wanted.value
    JOIN reviews r ON r.conversion = c.id JOIN sources s ON s.id = c.source ORDER BY wanted.key
"""
UnitFields = dict[str, Any]
"""Columns of a unit by name, with JSON decoded; people are ids."""


def list_units(view: ReadView, units: Iterable[int]) -> list[UnitFields]:
    """Return units in the order given; those that no longer exist are left out."""
    return [_fields(row) for row in view.rows(_QUERY, json.dumps(list(units)))]


def people_of(unit: UnitFields) -> Iterator[str]:
    """Yield the ids of everybody that a unit names."""
    if unit["author"] is not None:
        yield unit["author"]
    yield from unit["asked"]
    yield from unit["approvals"]


def _fields(row: sqlite3.Row) -> UnitFields:
    lists = {name: _list(row[name]) for name in _LISTS}
    approvals = tuple(each["actor"] for each in lists["approvals"])
    fault = row["fault"] and json.loads(row["fault"])
    return dict(row) | lists | {"approvals": approvals, "fault": fault, "cluster": row["cluster"] or None}


def _list(text: str) -> tuple[Any, ...]:
    # Most lists are empty, and a comparison is much faster than parsing.
    if text == "[]":
        return ()
    return tuple(json.loads(text))
