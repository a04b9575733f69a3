"""Complete a query: the names of fields, and after an operator the values of the field."""

import re
from collections.abc import Sequence

from daemon.wire.inbox import QueryTerm

_VALUE = re.compile(r"(?P<field>[a-z_]+)\s*(?:!?[=:~]|[<>]=?)\s*(?P<typed>\"?[^\s\"()]*)$")
_WORD = re.compile(r"(?:^|[\s(!-])(?P<typed>[a-z_]+)$")


def complete_query(text: str, terms: Sequence[QueryTerm]) -> str | None:
    """Return the text with its last word completed; None if nothing matches."""
    if value := _VALUE.search(text):
        known = next((term.values for term in terms if term.name == value["field"]), ())
        return _with(text, value["typed"], [_quoted(each) for each in known])
    if word := _WORD.search(text):
        return _with(text, word["typed"], [term.name for term in terms])
    return None


def _with(text: str, typed: str, words: Sequence[str]) -> str | None:
    found = next((word for word in words if word.startswith(typed) and word != typed), None)
    if found is None or not typed:
        return None
    return text[: len(text) - len(typed)] + found


def _quoted(value: str) -> str:
    return f'"{value}"' if " " in value else value
