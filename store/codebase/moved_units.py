"""Recognise units whose SQL moves between the files of a project, by kind and qualified name.

A unit that two files define is two units; only one that a file lost can be found again in another.
"""

import json
from collections.abc import Iterable

from store.codebase.conversion_row import ConversionRow, conversion_from_row
from store.core.transaction import ReadView


def find_hidden(view: ReadView, project: str, kind: str, name: str, sql: str) -> ConversionRow | None:
    """Return the unit that is kept although its SQL is gone: the one with this SQL, else the latest."""
    return view.one(
        conversion_from_row,
        "SELECT * FROM conversions WHERE project = ? AND name = ? AND kind = ? AND gone"
        " ORDER BY sql = ? DESC, id DESC LIMIT 1",
        project,
        name,
        kind,
        sql,
    )


def find_replacement(view: ReadView, lost: int, sql: str, going: Iterable[int]) -> ConversionRow | None:
    """Return an existing unit of the same kind and name that has no decision and is not in `going`."""
    return view.one(
        conversion_from_row,
        "SELECT heir.* FROM conversions lost JOIN conversions heir"
        " ON heir.project = lost.project AND heir.name = lost.name AND heir.kind = lost.kind"
        " WHERE lost.id = ?1 AND heir.id <> ?1 AND NOT heir.gone AND heir.id NOT IN (SELECT value FROM json_each(?3))"
        " AND NOT EXISTS (SELECT 1 FROM decisions WHERE conversion = heir.id)"
        " ORDER BY heir.sql = ?2 DESC, heir.id DESC LIMIT 1",
        lost,
        sql,
        json.dumps(list(going)),
    )
