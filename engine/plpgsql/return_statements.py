"""RETURN in its three forms."""

from engine.plpgsql.reader import Reader
from engine.plpgsql.statement_parts import SEMICOLON, take_query
from engine.plpgsql.tree import Fragment, Return, ReturnNext, ReturnQuery


def read_return(reader: Reader) -> Return | ReturnNext | ReturnQuery:
    """`RETURN [expression];`, `RETURN NEXT [expression];`, `RETURN QUERY …;`."""
    first = reader.at
    reader.expect("return")
    if reader.accept("query"):
        return ReturnQuery(take_query(reader), reader.since(first))
    if reader.accept("next"):
        return ReturnNext(_read_value(reader), reader.since(first))
    return Return(_read_value(reader), reader.since(first))


def _read_value(reader: Reader) -> Fragment | None:
    value = None if reader.word == ";" else reader.until("expression", SEMICOLON)
    reader.expect(";")
    return value
