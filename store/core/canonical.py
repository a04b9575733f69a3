"""Canonical JSON (RFC 8785): one text for one value, so that a hash of it means something."""

import math
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from json.encoder import encode_basestring
from typing import Any

from store.core.errors import StoreError

_EXACT = 2**53  # beyond this a JSON reader elsewhere may see another number


class NotCanonicalError(StoreError):
    """The value has no canonical JSON."""

    code = "store.not_canonical"


def encode(value: object) -> str:
    """The canonical JSON text of a value made of dict, list, str, int, float, bool and None."""
    plain = _PLAIN.get(type(value))
    return _unusual(value) if plain is None else plain(value)


def _unusual(value: object) -> str:
    """Numbers, and types of others that stand for a plain one."""
    match value:
        case str():
            return _string(value)
        case int():
            if abs(value) >= _EXACT:
                raise NotCanonicalError(f"{value} is too large for JSON.", "Write it as a text.")
            return str(int(value))
        case float():
            return _number(value)
        case Mapping():
            return _object(value)
        case Sequence() if not isinstance(value, bytes | bytearray):
            return _list(value)
        case _:
            raise NotCanonicalError(f"A {type(value).__name__} has no JSON form.")


def _string(value: str) -> str:
    if not value.isascii():
        try:
            value.encode()
        except UnicodeEncodeError as error:
            raise NotCanonicalError("A text with half a surrogate pair has no JSON form.") from error
    return encode_basestring(value)


def _object(value: Mapping[object, object]) -> str:
    return "{" + ",".join([f"{name}:{encode(value[key])}" for key, name in _in_order(tuple(value))]) + "}"


@lru_cache(maxsize=256)  # our objects have few shapes, each written ten thousand times
def _in_order(keys: tuple[object, ...]) -> tuple[tuple[str, str], ...]:
    """Keys by their UTF-16 units, each with its JSON; of ASCII any order of characters is that order."""
    names = [key for key in keys if isinstance(key, str)]
    if len(names) != len(keys):
        raise NotCanonicalError("A JSON object has only texts as keys.")
    ordered = sorted(names, key=None if all(map(str.isascii, names)) else _utf16)
    return tuple((name, _string(name)) for name in ordered)


def _utf16(key: str) -> bytes:
    return key.encode("utf-16-be", "surrogatepass")


def _list(value: Sequence[object]) -> str:
    return "[" + ",".join(map(encode, value)) + "]"


def _number(value: float) -> str:
    """As ECMAScript writes numbers: shortest digits, exponent only below 1e-6 and from 1e21."""
    if not math.isfinite(value):
        raise NotCanonicalError(f"{value} has no JSON form.")
    if value == 0:
        return "0"
    sign = "-" if value < 0 else ""
    mantissa, _, exponent = f"{abs(value)!r}e0".partition("e")
    digits, point = _digits(mantissa, int(exponent.partition("e")[0]))
    return sign + _place(digits, point)


def _digits(mantissa: str, exponent: int) -> tuple[str, int]:
    """The significant digits, and where the decimal point stands relative to the first of them."""
    whole, _, fraction = mantissa.partition(".")
    digits = (whole + fraction).lstrip("0")
    point = len(whole) + exponent - (len(whole + fraction) - len(digits))
    return digits.rstrip("0"), point


def _place(digits: str, point: int) -> str:
    count = len(digits)
    if count <= point <= 21:
        return digits + "0" * (point - count)
    if 0 < point <= 21:
        return f"{digits[:point]}.{digits[point:]}"
    if -6 < point <= 0:
        return "0." + "0" * -point + digits
    exponent = f"e{'+' if point > 0 else '-'}{abs(point - 1)}"
    return f"{digits[0]}.{digits[1:]}{exponent}" if count > 1 else digits + exponent


# What nearly every value is, found by its type alone: each event and each standing is written through here.
_PLAIN: Mapping[type, Callable[[Any], str]] = {
    type(None): lambda _: "null",
    bool: lambda value: "true" if value else "false",
    str: _string,
    dict: _object,
    list: _list,
    tuple: _list,
}
