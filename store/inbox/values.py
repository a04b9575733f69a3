"""The values of a query: how they are read, and which a field accepts."""

import re
from datetime import UTC, datetime
from difflib import get_close_matches

import re2

from store.core import times
from store.core.pattern_match import compile_pattern
from store.inbox import query_suggestions
from store.inbox.fields import FieldType, QueryField

LONGEST_PATTERN, MOST_DIGITS = 200, 30
_NUMBER = re.compile(r"-?[0-9]+(?:\.[0-9]+)?")
_AGE = re.compile(r"([0-9]+(?:\.[0-9]+)?)([smhdw])")
_SECONDS = {"s": 1.0, "m": 60.0, "h": 3600.0, "d": 86_400.0, "w": 604_800.0}
_TRUE, _FALSE = ("true", "yes", "1"), ("false", "no", "0")


class ValueRefused(Exception):  # noqa: N818  not an error yet: the parser adds the position
    """A field does not accept this value."""

    def __init__(self, sentence: str, hint: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.hint = hint


def checked(field: QueryField, operator: str, value: str) -> str:
    """Return the value to compare with, or refuse it."""
    if operator in ("~", "!~"):
        return pattern(value)
    if field.values:
        return _known(field, value, part=operator == ":")
    readers = {FieldType.NUMBER: number, FieldType.SHARE: number, FieldType.FLAG: truth, FieldType.TIME: _time}
    if field.type in readers:
        readers[field.type](field, value)
    return value


def number(field: QueryField, value: str) -> float:
    """Return a number; for a share, a percentage too."""
    share = field.type is FieldType.SHARE and value.endswith("%")
    digits = value[:-1] if share else value
    if not _NUMBER.fullmatch(digits) or len(digits) > MOST_DIGITS:
        raise ValueRefused(f"{value} is not a number.", f"{field.name} is {field.meaning}.")
    if share:
        return float(digits) / 100
    return float(digits)


def truth(field: QueryField, value: str) -> bool:
    """Return whether a value means yes."""
    if value.lower() not in (*_TRUE, *_FALSE):
        raise ValueRefused(f"{field.name} is true or false, not {value}.", f"Write {field.name} or not {field.name}.")
    return value.lower() in _TRUE


def moment(field: QueryField, value: str, now: float) -> str:
    """Return the time that a date, a time or an age such as 2h means, as times are stored."""
    age = _AGE.fullmatch(value)
    if age:
        return times.to_text(max(0.0, now - float(age[1]) * _SECONDS[age[2]]))
    try:
        found = datetime.fromisoformat(value)
        return times.to_text(found.replace(tzinfo=found.tzinfo or UTC).timestamp())
    except (ValueError, OverflowError) as error:  # the day may be out of range in UTC
        hint = f"{field.name} is written as 2026-11-21, 2026-11-21T09:30 or as an age such as 2h."
        raise ValueRefused(f"{value} is not a time.", hint) from error


def _time(field: QueryField, value: str) -> str:
    return moment(field, value, 0.0)


def _known(field: QueryField, value: str, *, part: bool) -> str:
    small = value.lower()
    if small in field.values or (part and any(small in known for known in field.values)):
        if part:
            return value
        return small
    near = (f"Did you mean {found}?" for found in get_close_matches(small, field.values, 1))
    hint = query_suggestions.explain_value(value) or next(near, f"One of {', '.join(field.values)}.")
    raise ValueRefused(f"{field.name} is never {value}.", hint)


def pattern(value: str) -> str:
    """Return a regular expression that is safe to run: RE2's take linear time."""
    if len(value) > LONGEST_PATTERN:
        raise ValueRefused(f"A pattern has up to {LONGEST_PATTERN} characters.", "Shorten it.")
    try:
        compile_pattern(value)
    except re2.error as error:
        reason = error.args[0].decode() if isinstance(error.args[0], bytes) else str(error)
        raise ValueRefused(f"{value} is not a pattern: {reason}.", "Patterns are RE2's regular expressions.") from error
    return value
