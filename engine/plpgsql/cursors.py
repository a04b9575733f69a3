"""OPEN, FETCH, MOVE, CLOSE."""

from engine.plpgsql.reader import GrammarError, Reader
from engine.plpgsql.statement_parts import path_end, take_arguments, take_into, take_path, take_query, take_scroll
from engine.plpgsql.tree import Close, Direction, Fetch, Fragment, Move, Open

_FROM = frozenset({"from", "in"})
_BARE = frozenset({"next", "prior", "first", "last", "all"})
_COUNTED = frozenset({"absolute", "relative"})
_OPEN_ENDED = frozenset({"forward", "backward"})


def read_open(reader: Reader) -> Open:
    """`OPEN cursor [[NO] SCROLL] FOR query;` or `OPEN cursor [(arguments)];`."""
    first = reader.at
    reader.expect("open")
    cursor = take_path(reader, "name")
    scroll = take_scroll(reader)
    if reader.accept("for"):
        query = take_query(reader)
        return Open(cursor, scroll, query, None, reader.since(first))
    if scroll is not None:
        raise GrammarError(f"expected FOR, found {reader.found()}")
    arguments = take_arguments(reader)
    reader.expect(";")
    return Open(cursor, None, None, arguments, reader.since(first))


def read_fetch(reader: Reader) -> Fetch:
    """`FETCH [direction FROM] cursor INTO targets;`."""
    first = reader.at
    reader.expect("fetch")
    direction = _read_direction(reader)
    cursor = take_path(reader, "name")
    reader.expect("into")
    into = take_into(reader)
    if into.strict:
        raise GrammarError("FETCH does not accept STRICT")
    reader.expect(";")
    return Fetch(cursor, direction, into, reader.since(first))


def read_move(reader: Reader) -> Move:
    """`MOVE [direction FROM] cursor;`."""
    first = reader.at
    reader.expect("move")
    direction = _read_direction(reader)
    cursor = take_path(reader, "name")
    reader.expect(";")
    return Move(cursor, direction, reader.since(first))


def read_close(reader: Reader) -> Close:
    """`CLOSE cursor;`."""
    first = reader.at
    reader.expect("close")
    cursor = take_path(reader, "name")
    reader.expect(";")
    return Close(cursor, reader.since(first))


def _read_direction(reader: Reader) -> Direction | None:
    """Return the direction; None where the cursor follows immediately, with or without FROM."""
    first = reader.at
    if _take_from(reader) or reader.words[path_end(reader, first)] in {"into", ";"}:
        return None
    word = reader.word if reader.word in _BARE | _COUNTED | _OPEN_ENDED else "count"
    if word != "count":
        reader.take()
    every = word in _OPEN_ENDED and reader.accept("all")
    count: Fragment | None = None
    if word in _COUNTED or word == "count" or (word in _OPEN_ENDED and not every and reader.word not in _FROM):
        count = reader.until("expression", _FROM)
    span = reader.since(first)
    if not _take_from(reader):
        raise GrammarError(f"expected FROM or IN, found {reader.found()}")
    return Direction(word, count, every, span)


def _take_from(reader: Reader) -> bool:
    return reader.accept("from") or reader.accept("in")
