"""How a query may go on: the names of fields, and after an operator the values of the field before it."""

import re
from collections.abc import Sequence

from daemon.wire.inbox import QueryTerm

_VALUE = re.compile(r"(?P<field>[a-z_]+)\s*(?:!?[=:~]|[<>]=?)\s*(?P<begun>\"?[^\s\"()]*)$")
_WORD = re.compile(r"(?:^|[\s(!-])(?P<begun>[a-z_]+)$")


def complete_query(text: str, terms: Sequence[QueryTerm]) -> str | None:
    """The text with its last word completed, or None where nothing or everything could follow."""
    if value := _VALUE.search(text):
        known = next((term.values for term in terms if term.name == value["field"]), ())
        return _with(text, value["begun"], [_quoted(each) for each in known])
    if word := _WORD.search(text):
        return _with(text, word["begun"], [term.name for term in terms])
    return None


def _with(text: str, begun: str, words: Sequence[str]) -> str | None:
    found = next((word for word in words if word.startswith(begun) and word != begun), None)
    return None if found is None or not begun else text[: len(text) - len(begun)] + found


def _quoted(value: str) -> str:
    return f'"{value}"' if " " in value else value
