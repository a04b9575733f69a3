"""Shorten a routine that is too long for a prompt, by its syntax: control flow, conditions and messages stay whole.

Only the inner parts of long statements go, with a mark in their place: a list of columns says less about a routine than
the branch that it is in. The text keeps its lines, so that an answer can name them.
"""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass

from engine.plpgsql.body import parse_body
from engine.plpgsql.tree import Assert, Fragment, Raise
from engine.source.routine_body import routine_body
from engine.source.span import Span
from engine.source.split_file import split

LIMITS = (800, 400, 200, 100)  # characters of a statement, the first that is enough counts
HEAD = 2 / 3  # of what is kept, from the beginning
MARK = " … "
_WHOLE = (Raise, Assert)


def trim_sql(sql: str, most: int) -> str:
    """Return the SQL with at most so many characters, if shortening its statements is enough."""
    trimmed = sql
    for limit in LIMITS:
        if len(trimmed) <= most:
            break
        trimmed = _shortened(sql, limit)
    return trimmed


def _shortened(sql: str, limit: int) -> str:
    """Return a routine with long statements shortened; the text itself where its body cannot be found in it."""
    units = split(sql).units
    body = routine_body(units[0]) if len(units) == 1 and units[0].is_routine else None
    if not body or units[0].language != "plpgsql" or len(body.jumps) > 1:
        return sql
    start = body.place(0)
    if sql[start : start + len(body.text)] != body.text:
        return sql
    spans = sorted(set(_long_spans(parse_body(body.text), limit)), key=lambda span: span.start)
    return sql[:start] + _cut(body.text, spans, limit) + sql[start + len(body.text) :]


def _long_spans(value: object, limit: int) -> Iterator[Span]:
    """Yield the spans of long statements and expressions below a part of a tree."""
    if isinstance(value, _WHOLE):
        return
    if isinstance(value, Fragment):
        if value.span.end - value.span.start > limit:
            yield value.span
    elif isinstance(value, tuple):
        for item in value:
            yield from _long_spans(item, limit)
    elif is_dataclass(value):
        for field in fields(value):
            yield from _long_spans(getattr(value, field.name), limit)


def _cut(text: str, spans: list[Span], limit: int) -> str:
    pieces: list[str] = []
    done = 0
    for span in spans:
        first, last = span.start + round(limit * HEAD), span.end - round(limit * (1 - HEAD))
        if first < done:
            continue  # it is inside of another one
        pieces += [text[done:first], MARK, "\n" * text.count("\n", first, last)]
        done = last
    return "".join([*pieces, text[done:]])
