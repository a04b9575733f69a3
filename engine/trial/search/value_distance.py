"""How far two values are apart, as the server writes them in JSON."""

import re
from datetime import UTC, datetime
from itertools import zip_longest

_TIME = re.compile(r"\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:[+-]\d{2}(?::?\d{2})?)?)?")
_SECONDS_A_DAY = 86_400
_LARGEST_STEP = 255  # between two letters


def as_number(value: object) -> float | None:
    """Return a number, a truth value or a time as a number; None for what has none."""
    if isinstance(value, bool | int | float):
        return float(value)
    if isinstance(value, str) and _TIME.fullmatch(value):
        return _days(value)
    return None


def _days(text: str) -> float | None:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    return moment.replace(tzinfo=moment.tzinfo or UTC).timestamp() / _SECONDS_A_DAY


def equality_distance(left: object, right: object) -> float:
    """Return 0 for equal values."""
    if left == right:
        return 0.0
    one, other = as_number(left), as_number(right)
    if one is not None and other is not None:
        return abs(one - other) or 1.0
    return _text_distance(str(left), str(right))


def order_distance(lower: object, upper: object, *, strictly: bool) -> float:
    """Return 0 if the first value is below the second."""
    one, other = as_number(lower), as_number(upper)
    if one is None or other is None:
        return _text_order_distance(str(lower), str(upper), strictly=strictly)
    if one < other or (one == other and not strictly):
        return 0.0
    return one - other + strictly


def _text_order_distance(lower: str, upper: str, *, strictly: bool) -> float:
    is_met = lower < upper if strictly else lower <= upper
    return 0.0 if is_met else 1.0 + _text_distance(lower, upper)


def _text_distance(left: str, right: str) -> float:
    """Return the sum over the letters; a missing one is as far as two can be."""
    pairs = zip_longest(left, right)
    return sum(_letter_distance(one, other) for one, other in pairs)


def _letter_distance(one: str | None, other: str | None) -> float:
    if one is None or other is None:
        return 1.0
    return min(abs(ord(one) - ord(other)), _LARGEST_STEP) / _LARGEST_STEP
