"""Split a query into tokens, each with its position."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from store.inbox.query_error import QueryError

LONGEST = 2000
_TOKEN = re.compile(
    r"""(?P<space>\s+)
    | (?P<quoted>"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')
    | (?P<operator>!=|!~|<=|>=|[=<>:~])
    | (?P<sign>[()&|!,])
    | (?P<word>\d{4}-\d\d-\d\dT[\d:.Z+-]+|[^\s"'()&|!,=<>:~][^\s"()&|!,=<>:~]*)""",
    re.VERBOSE | re.DOTALL,
)
SPECIAL = re.compile(r"""[\s"'()&|!,=<>:~\\]""")
RESERVED = frozenset({"and", "or", "not", "in"})
_NO_TEXT = re.compile("[\0\ud800-\udfff]")  # no database can compare these


@dataclass(frozen=True, slots=True)
class QueryToken:
    """A token; `kind` is word, quoted, operator, sign or end, `text` is without quotes."""

    kind: str
    text: str
    position: int


def tokens(query: str) -> Iterator[QueryToken]:
    """Yield the tokens of a query, and one of the kind `end`."""
    if len(query) > LONGEST:
        raise QueryError(f"A query has up to {LONGEST} characters.", "Shorten it.", LONGEST)
    if odd := _NO_TEXT.search(query):
        raise QueryError("Here is a character that no text has.", "Leave it out.", odd.start())
    place = 0
    while place < len(query):
        found = _TOKEN.match(query, place)
        if found is None:
            raise QueryError("This quoted text has no end.", f"Close it with a {query[place]}.", place)
        kind = found.lastgroup or ""
        if kind != "space":
            yield QueryToken(kind, _unquoted(found[0]) if kind == "quoted" else found[0], place)
        place = found.end()
    yield QueryToken("end", "", len(query))


def _unquoted(text: str) -> str:
    return re.sub(r"\\(.)", r"\1", text[1:-1], flags=re.DOTALL)
