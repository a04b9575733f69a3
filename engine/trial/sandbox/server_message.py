"""An error or a notice of the server, as a value."""

from dataclasses import dataclass, fields
from typing import Any


@dataclass(frozen=True, slots=True)
class ServerMessage:
    """An error or a notice, without its position and context, which differ between equal routines."""

    severity: str
    sqlstate: str
    message: str
    detail: str = ""
    hint: str = ""
    constraint: str = ""
    column: str = ""
    table: str = ""


_SOURCES = {"severity": "severity_nonlocalized", "message": "message_primary", "detail": "message_detail"}
_SOURCES |= {"hint": "message_hint", "constraint": "constraint_name", "column": "column_name", "table": "table_name"}


def server_message(diagnostic: Any) -> ServerMessage:  # noqa: ANN401 - psycopg's, which is imported late
    """Return the message of one of psycopg's diagnostics."""
    names = [each.name for each in fields(ServerMessage)]
    return ServerMessage(**{name: getattr(diagnostic, _SOURCES.get(name, name)) or "" for name in names})
