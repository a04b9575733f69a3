"""What PostgreSQL makes of a text: its catalog, and what the calls return, raise, print and leave behind."""

import json
import re
from dataclasses import dataclass, field

import psycopg

from attacks.catalog import CATALOG, ROUTINES
from attacks.pair import Pair

TIMEOUT = "SET statement_timeout = 2000"
_PORTAL = re.compile(r"<unnamed portal \d+>")  # numbered within a session
TABLES = "SELECT s::text FROM s UNION ALL SELECT o::text FROM o ORDER BY 1"


_CUT_OFF = ("57014 ", "54001 ")  # by a timeout or the depth of the stack, wherever that happened to be


@dataclass(frozen=True, slots=True)
class Seen:
    """All that can be seen of one side; `loads` says whether the server took the text."""

    loads: bool
    record: str

    @property
    def is_cut_off(self) -> bool:
        """Whether a call was stopped, so that the record shows nothing."""
        return any(f'"{code}' in self.record for code in _CUT_OFF)


@dataclass
class Judge:
    """One scratch database: loads a text in a transaction, looks, and rolls it back."""

    connection: psycopg.Connection
    _notices: list[str] = field(default_factory=list)
    _known: dict[tuple[str, str, tuple[str, ...]], Seen] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.connection.add_notice_handler(self._note)
        self.connection.execute(TIMEOUT)
        self.connection.execute("SET client_min_messages = notice")

    def see(self, text: str, pair: Pair) -> Seen:
        """Load a text and run the calls of its pair."""
        key = (text, pair.setup, pair.calls)
        if key not in self._known:
            if len(self._known) > 1000:
                self._known.clear()
            self._known[key] = self._look(text, pair)
        return self._known[key]

    def _look(self, text: str, pair: Pair) -> Seen:
        self._notices.clear()
        self.connection.execute("BEGIN")
        try:
            self.connection.execute(text.encode("utf-8", "surrogatepass"))
            if pair.setup:
                self.connection.execute(pair.setup)
        except (psycopg.Error, UnicodeError) as error:
            self.connection.execute("ROLLBACK")
            return Seen(loads=False, record=_failure(error))
        seen: list[object] = [self._catalog(CATALOG if pair.objects else ROUTINES)]
        seen += [self._call(call) for call in pair.calls]
        self.connection.execute("ROLLBACK")
        return Seen(loads=True, record=json.dumps(seen, default=str))

    def _catalog(self, query: str) -> list[str]:
        return [row[0] for row in self.connection.execute(query.encode()).fetchall()]

    def _call(self, call: str) -> object:
        self._notices.clear()
        self.connection.execute("SAVEPOINT attack")
        try:
            result: object = self._rows(call)
            result = [result, self._rows(TABLES)]
        except psycopg.Error as error:
            result = _failure(error)
        notices = list(self._notices)
        self.connection.execute("ROLLBACK TO attack")
        return [result, notices]

    def _rows(self, call: str) -> object:
        cursor = self.connection.execute(call.encode())
        if cursor.description is None:
            return cursor.statusmessage
        names = [column.name for column in cursor.description]
        return [names, [[str(value) for value in row] for row in cursor.fetchall()]]

    def _note(self, found: psycopg.errors.Diagnostic) -> None:
        self._notices.append(f"{found.severity} {found.message_primary} {found.message_detail} {found.message_hint}")


def _failure(error: Exception) -> str:
    """The error without its context and the position of a syntax error, which no proof speaks of."""
    found = getattr(error, "diag", None)
    if found is None:
        return repr(error)
    message = _PORTAL.sub("<portal>", str(found.message_primary))
    return (
        f"{found.sqlstate} {message} | {found.message_detail} | {found.message_hint}"
        f" | {found.column_name} {found.constraint_name} {found.table_name}"
    )
