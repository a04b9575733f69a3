"""The types of PostgreSQL in other languages."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

_NUMERIC = re.compile(r"(?:numeric|decimal)\((\d+),\s*(\d+)\)")
_LENGTH = re.compile(r"(?:varchar|character varying|char|character)\((\d+)\)")


@dataclass(frozen=True, slots=True)
class LanguageType:
    """A type in each language; of Django and SQLAlchemy the field with its arguments."""

    python: str
    typescript: str
    django: str
    sqlalchemy: str


TEXT = LanguageType("str", "string", "TextField()", "Text()")
UNKNOWN = LanguageType("object", "unknown", "TextField()", "Text()")
TYPES: Mapping[str, LanguageType] = {
    "text": TEXT,
    "uuid": LanguageType("uuid.UUID", "string", "UUIDField()", "Uuid()"),
    "smallint": LanguageType("int", "number", "SmallIntegerField()", "SmallInteger()"),
    "integer": LanguageType("int", "number", "IntegerField()", "Integer()"),
    "bigint": LanguageType("int", "string", "BigIntegerField()", "BigInteger()"),
    "numeric": LanguageType("decimal.Decimal", "string", "DecimalField(max_digits=38, decimal_places=10)", "Numeric()"),
    "real": LanguageType("float", "number", "FloatField()", "Float()"),
    "double precision": LanguageType("float", "number", "FloatField()", "Float()"),
    "boolean": LanguageType("bool", "boolean", "BooleanField()", "Boolean()"),
    "date": LanguageType("datetime.date", "string", "DateField()", "Date()"),
    "timestamp": LanguageType("datetime.datetime", "Date", "DateTimeField()", "DateTime()"),
    "timestamptz": LanguageType("datetime.datetime", "Date", "DateTimeField()", "DateTime(timezone=True)"),
    "interval": LanguageType("datetime.timedelta", "string", "DurationField()", "Interval()"),
    "json": LanguageType("object", "unknown", "JSONField()", "JSON()"),
    "jsonb": LanguageType("object", "unknown", "JSONField()", "JSON()"),
    "bytea": LanguageType("bytes", "Buffer", "BinaryField()", "LargeBinary()"),
}
ALIASES: Mapping[str, str] = {
    "int": "integer",
    "int4": "integer",
    "int8": "bigint",
    "int2": "smallint",
    "bool": "boolean",
    "varchar": "text",
    "decimal": "numeric",
    "float8": "double precision",
    "timestamp with time zone": "timestamptz",
}


def language_type(written: str) -> LanguageType:
    """Return a type of PostgreSQL in each language; an unknown one is text there, and `object` or `unknown` in code."""
    name = " ".join(written.lower().split())
    if name.endswith("[]"):
        item = language_type(name[:-2])
        return LanguageType(f"list[{item.python}]", f"{item.typescript}[]", "JSONField()", "JSON()")
    if found := _NUMERIC.fullmatch(name):
        digits, places = found.groups()
        django = f"DecimalField(max_digits={digits}, decimal_places={places})"
        return LanguageType("decimal.Decimal", "string", django, f"Numeric({digits}, {places})")
    if found := _LENGTH.fullmatch(name):
        return LanguageType("str", "string", f"CharField(max_length={found[1]})", f"String({found[1]})")
    return TYPES.get(ALIASES.get(name, name), UNKNOWN)
