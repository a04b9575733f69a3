"""Make the statement NOTIFY observable: what it sends at commit is seen by other sessions only."""

import re
from functools import lru_cache

from engine.plpgsql.tree import Sql
from engine.source.split_file import split
from engine.trial.routine.body_view import BodyView, body_view
from engine.trial.routine.routine_text import UntriableError, routine_text

_EMPTY = "''"
_MAY_NOTIFY = re.compile(r"\bNOTIFY\b", re.IGNORECASE)
_NOTIFY = re.compile(r"NOTIFY\s+([\w$]+|\"(?:[^\"]|\"\")+\")\s*(?:,\s*(.+))?\Z", re.IGNORECASE | re.DOTALL)


@lru_cache(maxsize=256)
def observable_text(sql: str) -> str:
    """Return a definition that calls `pg_notify` in place of NOTIFY; any other text as it is."""
    if not _MAY_NOTIFY.search(sql):
        return sql
    units = split(sql).units
    if len(units) != 1:
        return sql
    try:
        view = body_view(routine_text(units[0]))
    except UntriableError:
        return sql
    return view.routine.with_body(_with_calls(view)).text


def _with_calls(view: BodyView) -> str:
    text = view.text
    for each in sorted(view.of(Sql), key=lambda statement: -statement.span.start):
        if found := _NOTIFY.match(each.statement.text.strip()):
            payload = found.group(2) or _EMPTY
            call = f"PERFORM pg_notify({_channel(found.group(1))}, {payload});"
            text = text[: each.span.start] + call + text[each.span.end :]
    return text


def _channel(written: str) -> str:
    """Return a channel as a literal, folded as the server does."""
    name = written.lower()
    if written.startswith('"'):
        name = written[1:-1].replace('""', '"')
    escaped = name.replace("'", "''")
    return f"'{escaped}'"
