"""The body of a routine: its text as the server sees it, and where each of its characters is in the file."""

import re
from bisect import bisect_right
from dataclasses import dataclass

from pglast import ast

from engine.source.node_strings import node_strings
from engine.source.span import Span
from engine.source.text.lexemes import Lexeme, lexemes
from engine.source.unit import Unit

_QUOTED = frozenset({"string", "escaped", "dollar"})
# What is read as one character (a doubled quote, an escape) or as none (the gap in a continued literal).
_DOUBLED = re.compile(r"''|'[ \t\f\v]*[\r\n]\s*'")
_ESCAPES = re.compile(
    r"''|'[ \t\f\v]*[\r\n]\s*[eE]?'|\\(?:[0-7]{1,3}|x[0-9A-Fa-f]{1,2}|u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|[\s\S])"
)


@dataclass(frozen=True, slots=True)
class RoutineBody:
    """`form` is quoted, atomic or return; `jumps` pairs places of the text with places of the file, in order."""

    text: str
    form: str
    jumps: tuple[tuple[int, int], ...]

    def place(self, position: int) -> int:
        """Return the position in the file of a character of the body."""
        at = bisect_right(self.jumps, position, key=lambda jump: jump[0]) - 1
        body, file = self.jumps[max(at, 0)]
        return file + position - body

    def placed(self, span: Span) -> Span:
        """Return the span of the file that a span of the body came from; its last character may be a doubled quote."""
        last = max(span.end - 1, span.start)
        return Span(self.place(span.start), self.place(last) + 1)


def routine_body(unit: Unit) -> RoutineBody | None:
    """Return the body of a routine or DO block that parsed; None for a routine in a shared library."""
    node = unit.node
    if isinstance(node, ast.CreateFunctionStmt):
        if node.sql_body:
            return _standing_body(unit)
        options = node.options or ()
    elif isinstance(node, ast.DoStmt):
        options = node.args or ()
    else:
        return None
    found = next((each for each in options if isinstance(each, ast.DefElem) and each.defname == "as"), None)
    if found is None or unit.language in {"c", "internal"}:
        return None
    texts = node_strings(found.arg if isinstance(found.arg, tuple) else (found.arg,))
    start = found.location if isinstance(found.location, int) and found.location >= 0 else 0
    literal = next((each for each in lexemes(unit.parsed_text, start) if each.kind in _QUOTED), None)
    if literal is None or len(texts) != 1:
        return None
    return RoutineBody(texts[0], "quoted", _jumps(unit, literal))


def _standing_body(unit: Unit) -> RoutineBody:
    """Return a body that is not a literal: `BEGIN ATOMIC … END` or `RETURN expression`."""
    text, words = unit.parsed_text, {"begin", "return"}
    found = [each for each in lexemes(text, 0) if each.kind == "word" and text[each.start : each.end].lower() in words]
    first = next((each for each in found if _opens(text, each)), found[-1])
    end = len(text.rstrip(";").rstrip())
    form = "return" if text[first.start].lower() == "r" else "atomic"
    return RoutineBody(text[first.start : end], form, ((0, unit.span.start + first.start),))


def _opens(text: str, word: Lexeme) -> bool:
    following = next(lexemes(text, word.end), None)
    return following is not None and text[following.start : following.end].lower() == "atomic"


def _jumps(unit: Unit, literal: Lexeme) -> tuple[tuple[int, int], ...]:
    """Pair the positions where body and file diverge: after each doubled quote or escape, never in dollar quotes."""
    text, shift = unit.parsed_text, unit.span.start
    inner = text.index("$" if literal.kind == "dollar" else "'", literal.start) + 1
    if literal.kind == "dollar":
        return ((0, shift + text.index("$", inner) + 1),)
    jumps = [(0, shift + inner)]
    pattern = _ESCAPES if literal.kind == "escaped" else _DOUBLED
    read = 0
    at = inner
    for found in pattern.finditer(text, inner, literal.end - 1):
        read += found.start() - at
        continued = found.group()[0] == "'" and found.group() != "''"
        if not continued:
            jumps.append((read, shift + found.start()))
            read += 1
        at = found.end()
        jumps.append((read, shift + at))
    return tuple(jumps)
