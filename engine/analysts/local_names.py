"""The names that a PL/pgSQL body declares, and the same routine with some of them renamed.

The renaming goes word by word and knows no scopes, unlike the proof that judges it: a mistake here is refused there. A
shared way of resolving names could be wrong in both places and call a captured name proved.
"""

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass

from engine.plpgsql.body import parse_body
from engine.plpgsql.lexer import tokenize
from engine.plpgsql.tree import Body, Cursor, Variable
from engine.source.routine_body import routine_body
from engine.source.split_file import split
from engine.source.unit import Unit

_IDENTIFIERS = frozenset({"IDENT"})


def local_names(sql: str) -> tuple[str, ...]:
    """Return the variables and cursors of a routine in their order; none if the text is not a PL/pgSQL routine."""
    unit = _routine(sql)
    body = routine_body(unit) if unit else None
    if not unit or not body or unit.language != "plpgsql":
        return ()
    return tuple(dict.fromkeys(_declared(parse_body(body.text))))


def identifiers(sql: str) -> frozenset[str]:
    """Return every word of the routine, folded and without quotes: no new name may be one of them."""
    unit = _routine(sql)
    body = routine_body(unit) if unit else None
    texts = (sql, body.text) if body else (sql,)
    return frozenset(token.word.strip('"').lower() for text in texts for token in tokenize(text)[0])


def rename_locals(sql: str, names: Mapping[str, str]) -> str | None:
    """Return the routine with these names in its body; None where the body is not quoted as it is written."""
    unit = _routine(sql)
    body = routine_body(unit) if unit else None
    if not body or len(body.jumps) > 1:
        return None
    start = body.place(0)
    if sql[start : start + len(body.text)] != body.text:
        return None
    return sql[:start] + _renamed(body.text, names) + sql[start + len(body.text) :]


def _routine(sql: str) -> Unit | None:
    units = split(sql).units
    return units[0] if len(units) == 1 and units[0].is_routine else None


def _declared(value: object) -> Iterator[str]:
    """Yield the declared names below a part of a tree."""
    if isinstance(value, Variable | Cursor):
        yield value.name
    if isinstance(value, tuple):
        for item in value:
            yield from _declared(item)
    elif is_dataclass(value) and not isinstance(value, Body):
        for field in fields(value):
            yield from _declared(getattr(value, field.name))
    elif isinstance(value, Body):
        yield from _declared(value.block)


def _renamed(text: str, names: Mapping[str, str]) -> str:
    """Return a body in which each word that is one of the names, and not a part of something, has its new name."""
    pieces: list[str] = []
    done, before = 0, ""
    for token in tokenize(text)[0]:
        if token.name in _IDENTIFIERS and token.word in names and before != ".":
            pieces += [text[done : token.start], names[token.word]]
            done = token.end
        before = token.word
    return "".join([*pieces, text[done:]])
