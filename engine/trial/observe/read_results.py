"""Turn the results of a run into an observation."""

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace

from engine.trial.observe.observation import Notification, Observation
from engine.trial.sandbox.server_connection import MessageResult, StatementResult
from engine.trial.sandbox.server_message import ServerMessage

_PORTAL = re.compile(r"<unnamed portal \d+>")  # numbered within a session


def observation_of(message: MessageResult, setup_count: int) -> Observation:
    """Return what a run showed: the call, then the deferred constraints, the notifications and the snapshot."""
    notices = tuple(map(_plain, message.notices))
    error = message.error
    if error is not None and len(message.statements) <= setup_count:
        return Observation(setup_error=_plain(error), timed_out=message.timed_out)
    if error is not None:
        return Observation(error=_plain(error), notices=notices, timed_out=message.timed_out)
    call, _, notifications, snapshot = message.statements[setup_count : setup_count + 4]
    return Observation(rows_of(call), None, notices, _notifications(notifications), _tables(snapshot))


def rows_of(result: StatementResult) -> tuple[str, ...]:
    """Return each row as canonical JSON, and a row with the count of a statement that returns none."""
    if not result.columns:
        return (json.dumps({"command": result.tag}),)
    return tuple(
        json.dumps(dict(zip(result.columns, map(_without_portal, row), strict=True)), ensure_ascii=False)
        for row in result.rows
    )


def _without_portal(value: str | None) -> str | None:
    return value and _PORTAL.sub("<portal>", value)


def _plain(message: ServerMessage) -> ServerMessage:
    if "portal" not in message.message:
        return message
    return replace(message, message=_PORTAL.sub("<portal>", message.message))


def _notifications(result: StatementResult) -> tuple[Notification, ...]:
    """Return what is sent at commit, where equal notifications are sent once."""
    found = (Notification(row[0] or "", row[1] or "") for row in result.rows)
    return tuple(dict.fromkeys(found))


def _tables(result: StatementResult) -> Mapping[str, tuple[str, ...]]:
    found: dict[str, list[str]] = defaultdict(list)
    for table, text in _pairs(result.rows):
        found[table].append(text)
    return {table: tuple(rows) for table, rows in found.items()}


def _pairs(rows: Iterable[tuple[str | None, ...]]) -> Iterable[tuple[str, str]]:
    return ((row[0] or "", row[1] or "") for row in rows)
