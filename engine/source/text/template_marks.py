"""Template marks and psql variables, replaced by neutral text of the same length so that positions stay valid."""

import re
from collections.abc import Iterable, Mapping

from engine.source.text.lexemes import Lexeme, lexemes

_WORD = re.compile(r"[A-Za-z0-9_$]+")
_NOT_WORD = re.compile(r"[^A-Za-z0-9_]")
# This may be plain SQL: `a[1:n]` is a slice. Such a text is first read unchanged.
_WEAK = re.compile(r":[A-Za-z_\x80-\U0010ffff]")
_IN_BODY = re.compile(r"\{\{|\{%|@@?\w[\w:]*@|%\(\w+\)[sdIL]|\$\{")
_EXTENSION_MARK = re.compile(r"@ext(?:schema|owner)(?::\w+)?@")


def may_be_plain_sql(text: str, marks: Iterable[Lexeme]) -> bool:
    """Return whether all marks may be plain SQL."""
    return all(_WEAK.match(text, mark.start) for mark in marks)


def marks_in_body(text: str, start: int, end: int) -> list[Lexeme]:
    """Return the marks inside a dollar-quoted body; in its literals, only those that CREATE EXTENSION replaces."""
    if not _IN_BODY.search(text, start, end):
        return []
    tag_length = text.index("$", start + 1) + 1 - start
    inner = text[: end - tag_length]
    found: list[Lexeme] = []
    for lexeme in lexemes(inner, start + tag_length):
        if lexeme.kind == "mark" and inner[lexeme.start] != ":":
            found.append(lexeme)
        elif lexeme.kind != "mark":
            places = _EXTENSION_MARK.finditer(inner, lexeme.start, lexeme.end)
            found += [Lexeme("mark", place.start(), place.end()) for place in places]
    return found


def neutral_name(mark: str) -> str:
    """Return text of the same length that reads as a name, as a literal or, for a directive, as blanks."""
    if mark.startswith(("{%", "{#", "\\")):
        return "".join(letter if letter in "\r\n" else " " for letter in mark)
    if mark[0] == ":" and mark[1] in "'\"":
        return mark[1] + "_" + mark[2:]
    name = _NOT_WORD.sub("_", mark)
    if not name[0].isdigit():
        return name
    return "_" + name[1:]


def is_only_marks(text: str) -> bool:
    """Return whether a text has nothing but marks and perhaps a semicolon."""
    return all(lexeme.kind in {"mark", "end", "psql"} for lexeme in lexemes(text, 0))


def blank_marks(text: str, marks: Iterable[Lexeme], offset: int) -> str:
    """Return the text with blanks instead of its marks, for marks that replace a clause or a directive."""
    pieces = list(text)
    for mark in marks:
        pieces[mark.start - offset : mark.end - offset] = " " * (mark.end - mark.start)
    return "".join(pieces)


def replace_marks(text: str, marks: Iterable[Lexeme], offset: int) -> tuple[str, dict[str, str]]:
    """Return the text with neutral names for its marks, and the mark behind each name."""
    pieces: list[str] = []
    names: dict[str, str] = {}
    at = 0
    for mark in marks:
        start, end = mark.start - offset, mark.end - offset
        written = text[start:end]
        names[neutral_name(written)] = written
        pieces += [text[at:start], neutral_name(written)]
        at = end
    return "".join(pieces) + text[at:], names


def restore_marks(name: str, names: Mapping[str, str]) -> str:
    """Return the name of a unit with the marks behind its neutral names, whose case the parser folds."""
    folded = {neutral.strip('"').lower(): mark for neutral, mark in names.items() if not neutral.startswith("'")}
    return _WORD.sub(lambda found: folded.get(found.group().lower(), found.group()), name)
