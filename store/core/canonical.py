"""Canonical JSON (RFC 8785): one text for one value, so that its hash identifies the value."""

import math
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from json.encoder import encode_basestring
from typing import Any

from store.core.errors import StoreError

_EXACT = 2**53  # beyond this, other JSON readers may lose precision


class NotCanonicalError(StoreError):
    """The value has no canonical JSON."""

    code = "store.not_canonical"


def encode(value: object) -> str:
    """Return the canonical JSON of a value made of dict, list, str, int, float, bool and None."""
    plain = _PLAIN.get(type(value))
    if plain is None:
        return _unusual(value)
    return plain(value)


def _unusual(value: object) -> str:
    """Encode numbers, and instances of other types that behave like a plain one."""
    match value:
        case str():
            return _string(value)
        case int():
            if abs(value) >= _EXACT:
                raise NotCanonicalError(f"{value} is too large for JSON.", "Write it as a string.")
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
            raise NotCanonicalError("A string with half a surrogate pair has no JSON form.") from error
    return encode_basestring(value)


def _object(value: Mapping[object, object]) -> str:
    return "{" + ",".join([f"{name}:{encode(value[key])}" for key, name in _in_order(tuple(value))]) + "}"


@lru_cache(maxsize=256)  # our objects have few shapes, and each is written thousands of times
def _in_order(keys: tuple[object, ...]) -> tuple[tuple[str, str], ...]:
    """Sort keys by their UTF-16 units, each with its JSON; for ASCII, character order is the same."""
    names = [key for key in keys if isinstance(key, str)]
    if len(names) != len(keys):
        raise NotCanonicalError("A JSON object can have only strings as keys.")
    ordered = sorted(names, key=None if all(map(str.isascii, names)) else _utf16)
    return tuple((name, _string(name)) for name in ordered)


def _utf16(key: str) -> bytes:
    return key.encode("utf-16-be", "surrogatepass")


def _list(value: Sequence[object]) -> str:
    return "[" + ",".join(map(encode, value)) + "]"


def _number(value: float) -> str:
    """Write a number as ECMAScript does: shortest digits, exponent only below 1e-6 and from 1e21."""
    if not math.isfinite(value):
        raise NotCanonicalError(f"{value} has no JSON form.")
    if value == 0:
        return "0"
    sign = "-" if value < 0 else ""
    mantissa, _, exponent = f"{abs(value)!r}e0".partition("e")
    digits, point = _digits(mantissa, int(exponent.partition("e")[0]))
    return sign + _place(digits, point)


def _digits(mantissa: str, exponent: int) -> tuple[str, int]:
    """Return the significant digits, and the position of the decimal point relative to the first."""
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
    if count > 1:
        return f"{digits[0]}.{digits[1:]}{exponent}"
    return digits + exponent


# Nearly every value, by its exact type: each event and each standing is encoded here.
_PLAIN: Mapping[type, Callable[[Any], str]] = {
    type(None): lambda _: "null",
    bool: lambda value: "true" if value else "false",
    str: _string,
    dict: _object,
    list: _list,
    tuple: _list,
}
