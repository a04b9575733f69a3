"""Cut the text of a whole file into lexemes, as psql's own lexer does.

PostgreSQL's lexer stops at the first thing it cannot read, and a file may contain psql commands, rows of a COPY,
template marks and unfinished literals. This lexer follows the same rules and cannot fail; PostgreSQL's parser then
reads each statement that was cut out.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

_LETTER = r"[A-Za-z_\x80-\U0010ffff]"
_WORD = rf"{_LETTER}[A-Za-z0-9_$\x80-\U0010ffff]*+"
_STRING = r"'[^']*+(?:''[^']*+)*+'"
_ESCAPED = r"'[^'\\]*+(?:(?:''|\\[\s\S])[^'\\]*+)*+'"
_LEXEME = re.compile(
    rf"""
    (?P<blank> [\s\ufeff]++ )
  | (?P<sign> [,.=<>+*^|~!#?\[\]0-9]++ | ::|:= )
  | (?P<line> --[^\r\n]*+ )
  | (?P<comment> /\* )
  | (?P<escaped> [eE]{_ESCAPED}(?:[ \t\f\v]*+[\r\n]\s*+{_ESCAPED})*+ )
  | (?P<string> (?:[bBxXnN]|[uU]&)?{_STRING}(?:[ \t\f\v]*+[\r\n]\s*+{_STRING})*+ )
  | (?P<name> (?:[uU]&)?"[^"]*+(?:""[^"]*+)*+" )
  | (?P<mark> \{{\{{[^{{}}]*+\}}\}} | \{{%[^{{}}%]*+(?:%(?!\}})[^{{}}%]*+)*+%\}} | \{{\#[^{{}}\#]*+\#\}}
              | \$?\{{\w++\}} | @@?{_LETTER}[\w:]*+@@? | %\(\w++\)[sdIL] | :{_WORD} | :'{_WORD}' | :"{_WORD}" )
  | (?P<dollar> \$(?:{_LETTER}[A-Za-z0-9_\x80-\U0010ffff]*+)?\$ )
  | (?P<shell> \${_LETTER}\w*+ )
  | (?P<word> {_WORD} )
  | (?P<open> \( ) | (?P<close> \) ) | (?P<end> ; )
  | (?P<psql> \\(?:;|[^\r\n\\]*+(?:\\(?!\\\s)[^\r\n\\]*+)*+(?:\\\\(?=\s))?) )
  | (?P<unterminated> (?:[bBxXnNeE]|[uU]&)?['"] )
  | (?P<other> [\s\S] )
    """,
    re.VERBOSE | re.ASCII,
)
_COMMENT_MARK = re.compile(r"/\*|\*/")
_SILENT = frozenset({"blank", "line"})


class Lexeme(NamedTuple):
    """A piece of text that matters for cutting; blank space and comments are left out."""

    kind: str
    start: int
    end: int


def lexemes(text: str, at: int) -> Iterator[Lexeme]:
    """Yield the lexemes from a position to the end of the text, or to the first one that is never closed."""
    match = _LEXEME.match
    while found := match(text, at):
        kind, start, at = found.lastgroup or "other", at, found.end()
        if kind in _SILENT:
            continue
        if kind == "comment":
            at = _comment_end(text, start)
        elif kind == "dollar":
            at = _dollar_end(text, found.group(), at)
        elif kind == "shell":
            kind = "mark"
        elif kind == "unterminated":
            at = -1
        if at < 0:
            yield Lexeme("unterminated", start, found.end())
            return
        if kind != "comment":
            yield Lexeme(kind, start, at)


def _dollar_end(text: str, tag: str, at: int) -> int:
    closing = text.find(tag, at)
    if closing >= 0:
        return closing + len(tag)
    return -1


def _comment_end(text: str, at: int) -> int:
    """Return where a comment ends, nested ones included; -1 if it never does."""
    depth = 0
    for mark in _COMMENT_MARK.finditer(text, at):
        depth += 1 if mark.group() == "/*" else -1
        if not depth:
            return mark.end()
    return -1
