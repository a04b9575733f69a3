"""The minimal cost of reading a routine: scan its body, parse its header and each embedded fragment once."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from time import process_time

from pglast import parse_sql
from pglast.parser import ParseError, scan

from engine.plpgsql import parse_body, parse_sql_body
from engine.plpgsql.lexer import LexError
from engine.plpgsql.reader import GrammarError
from engine.plpgsql.tree import Fragment
from engine.source.routine_body import RoutineBody
from engine.source.unit import Unit

_BEFORE = {"expression": "SELECT ", "target": "SELECT ", "perform": "SELECT ", "call": "CALL "}
_NOT_PARSED = frozenset({"name", "string", "type"})


def floor_seconds(unit: Unit, body: RoutineBody) -> float:
    """Return the CPU seconds of the floor, without finding the fragments."""
    texts = [unit.parsed_text, *_fragments(unit, body)]
    begun = process_time()
    _tried(scan, body.text)
    for text in texts:
        _tried(parse_sql, text)
    return process_time() - begun


def _fragments(unit: Unit, body: RoutineBody) -> list[str]:
    if body.form != "quoted":
        return []  # parsing the header includes it
    try:
        tree: object = parse_body(body.text) if unit.language == "plpgsql" else parse_sql_body(body.text)
    except (LexError, GrammarError):
        return []
    found = (each for each in _walk(tree) if each.kind not in _NOT_PARSED)
    return [_BEFORE.get(each.kind, "") + each.text for each in found]


def _walk(value: object) -> Iterator[Fragment]:
    if isinstance(value, Fragment):
        yield value
    elif isinstance(value, tuple):
        for each in value:
            yield from _walk(each)
    elif is_dataclass(value):
        for each in fields(value):
            yield from _walk(getattr(value, each.name))


def _tried(read: object, text: str) -> None:
    if callable(read):
        try:
            read(text)
        except ParseError:
            return
