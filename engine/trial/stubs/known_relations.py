"""Which of the relations that a routine names exist, and those that it creates itself."""

import json
import re
from collections.abc import Iterable

from engine.trial.routine.body_view import BodyView
from engine.trial.sandbox.server_connection import ServerConnection
from engine.trial.schema.trial_schema import quoted_name

_CREATES = re.compile(
    r"\bCREATE\s+(?:(?:GLOBAL|LOCAL|UNLOGGED)\s+)?(?:TEMP|TEMPORARY)?\s*TABLE\s+(?:IF\s+NOT\s+EXISTS\s+)?([\w$.\"]+)",
    re.IGNORECASE,
)
_COLUMNS = """
    SELECT coalesce(json_agg(attname), '[]') FROM pg_catalog.pg_attribute
     WHERE attrelid = pg_catalog.to_regclass('{}') AND NOT attisdropped
    HAVING pg_catalog.to_regclass('{}') IS NOT NULL
"""


def known_relations(connection: ServerConnection, names: Iterable[str]) -> dict[str, frozenset[str]]:
    """Return the columns of those relations that exist."""
    found = {}
    for name in names:
        literal = ".".join(quoted_name(part) for part in name.split(".", 1)).replace("'", "''")
        rows = connection.run(_COLUMNS.format(literal, literal)).statements[0].rows
        if rows:
            found[name] = frozenset(json.loads(rows[0][0] or "[]"))
    return found


def temporary_tables(view: BodyView) -> frozenset[str]:
    """Return the tables that the body creates."""
    return frozenset(name.replace('"', "").lower() for name in _CREATES.findall(view.text))
