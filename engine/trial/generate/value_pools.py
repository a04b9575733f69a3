"""Values of the base types, as SQL literals."""

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal, InvalidOperation

_WHOLE = frozenset({"integer", "bigint", "smallint", "int", "int2", "int4", "int8", "oid", "serial", "bigserial"})
_FRACTIONS = frozenset({"numeric", "decimal", "real", "double precision", "float4", "float8", "money"})
_TEXTS = frozenset({"text", "character varying", "varchar", "character", "char", "bpchar", "citext", "name", '"char"'})
_ORDINARY: dict[str, tuple[str, ...]] = {
    "boolean": ("true", "false"),
    "date": ("2024-01-01", "2024-01-02", "2024-01-05", "2024-01-06", "2024-02-29", "2023-12-31", "2020-06-15"),
    "timestamp without time zone": ("2024-01-01 00:00:00", "2024-01-01 12:30:00", "2023-12-31 23:59:59", "2030-01-01"),
    "timestamp with time zone": ("2024-01-01 00:00:00+00", "2024-01-01 12:30:00+00", "2023-12-31 23:59:59+00",
                                 "2030-01-01 00:00:00+00"),
    "time without time zone": ("00:00:00", "12:30:00", "23:59:59"),
    "time with time zone": ("00:00:00+00", "12:30:00+00"),
    "interval": ("0", "1 day", "-1 day", "1 hour", "30 days"),
    "uuid": ("00000000-0000-0000-0000-000000000001", "00000000-0000-0000-0000-000000000002"),
    "json": ("{}", "[]", '{"a": 1}', '{"a": "x", "id": 2}', "[1, 2]", '"x"', "null"),
    "jsonb": ("{}", "[]", '{"a": 1}', '{"a": "x", "id": 2}', "[1, 2]", '"x"', "null"),
    "bytea": ("\\x", "\\x00", "\\x6162"),
    "inet": ("127.0.0.1", "10.0.0.0/8"),
    "point": ("(0,0)", "(1,2)"),
    "tsvector": ("a b", ""),
    "xml": ("<a/>",),
    "int4range": ("empty", "[1,5)", "[0,1)"),
    "daterange": ("[2024-01-01,2024-02-01)",),
    "tstzrange": ("[2024-01-01,2024-02-01)",),
    "numrange": ("[1,5)",),
    "bit": ("0", "1"),
}  # fmt: skip
_SHORT_NAMES = {
    "bool": "boolean", "timestamp": "timestamp without time zone", "timestamptz": "timestamp with time zone",
    "time": "time without time zone", "timetz": "time with time zone",
}  # fmt: skip
_DATES = re.compile(r"\d{4}-\d{2}-\d{2}([ T].*)?")
_WHOLE_NUMBERS = ("0", "1", "2", "3", "4", "5", "6", "8", "9", "10", "12", "20", "100", "-1")
_FRACTIONAL = ("0", "1", "2", "2.5", "10", "99.99", "-1", "0.005")
_WORDS = ("a", "b", "abc", "", "A", " x ", "10", "1", "x@y.z", "Ä", "a,b", "1a2", "4096")
_LIMITS = {"smallint": 2**15, "int2": 2**15, "integer": 2**31, "int": 2**31, "int4": 2**31, "serial": 2**31}
_LONGEST = 50  # of a text made for a literal that may be a length
_LENGTH = re.compile(r"\((\d+)\)")


def quoted(value: str | None) -> str:
    """Return a value as a SQL literal."""
    if value is None:
        return "NULL"
    doubled = value.replace("'", "''")
    if "\\" in doubled:
        escaped = doubled.replace("\\", "\\\\")
        return f"E'{escaped}'"
    return f"'{doubled}'"


def plain_type(type_name: str) -> str:
    """Return the name of a type without its length and its schema."""
    name = _LENGTH.sub("", re.sub(r"\([^)]*\)", "", type_name.lower())).removeprefix("pg_catalog.").strip()
    name = re.sub(r"\s+", " ", name)
    return _SHORT_NAMES.get(name, name)


def ordinary_values(type_name: str, labels: Sequence[str] = ()) -> tuple[str, ...]:
    """Return everyday values of a type, without quotes."""
    kind = plain_type(type_name)
    if labels:
        return tuple(labels)
    if kind.endswith("[]"):
        return _arrays(ordinary_values(kind.removesuffix("[]")))
    if kind in _WHOLE:
        return _WHOLE_NUMBERS
    if kind in _FRACTIONS:
        return _FRACTIONAL
    return _ORDINARY.get(kind, _WORDS)


def values_near(type_name: str, literals: Iterable[str]) -> tuple[str, ...]:
    """Return the mined literals that a type can hold, each with its neighbours."""
    kind = plain_type(type_name)
    found: dict[str, None] = {}
    for literal in literals:
        found.update(dict.fromkeys(_near(kind, type_name, literal)))
    return tuple(found)


def _near(kind: str, type_name: str, literal: str) -> tuple[str, ...]:
    if kind in _WHOLE or kind in _FRACTIONS:
        return _numbers_near(kind, literal)
    if kind in _TEXTS:
        return _texts_near(type_name, literal)
    if kind == "boolean":
        return tuple(each for each in (literal.lower(),) if each in {"true", "false"})
    if kind == "date" or kind.startswith("timestamp"):
        return tuple(each for each in (literal,) if _DATES.fullmatch(each))
    if kind.endswith("[]"):
        return _arrays(_near(kind.removesuffix("[]"), kind, literal))
    return ()


def _numbers_near(kind: str, literal: str) -> tuple[str, ...]:
    try:
        number = Decimal(literal)
    except InvalidOperation:
        return ()
    if not number.is_finite() or abs(number) >= _LIMITS.get(kind, 2**62):
        return ()
    if kind in _WHOLE:
        whole = int(number)
        return tuple(str(each) for each in (whole, whole - 1, whole + 1))
    return tuple(str(each) for each in (number, number - 1, number + 1, number - Decimal("0.01")))


def _texts_near(type_name: str, literal: str) -> tuple[str, ...]:
    """Return a text, its other case, and for a pattern a text that it matches; for a number, texts of that length."""
    length = _LENGTH.search(type_name)
    most = int(length.group(1)) if length else 10_000
    found = [literal, literal.swapcase(), literal.replace("%", "q").replace("_", "z"), f"{literal}y"]
    if literal.isdecimal() and 0 < int(literal) <= _LONGEST:
        count = int(literal)
        found += [("1234567890" * 5)[:count], "7" * count, "x" * count, "7" * (count + 1)]
    return tuple(each for each in dict.fromkeys(found) if len(each) <= most)


def _arrays(items: Sequence[str]) -> tuple[str, ...]:
    """Return arrays of no, one, two and three of some items."""
    shown = [_array_item(each) for each in items]
    pairs = zip(shown, shown[1:] or shown, strict=False)
    some = tuple(f"{{{one},{other}}}" for one, other in pairs)
    return ("{}", *(f"{{{each}}}" for each in shown), *some, f"{{{','.join([*shown[:3], 'NULL'])}}}")


def _array_item(value: str) -> str:
    escaped = value.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
