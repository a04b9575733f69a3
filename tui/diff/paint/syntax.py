"""Syntax highlighting by windows of lines, so that a text of any length opens at once."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import cached_property
from typing import NamedTuple

from pygments.lexer import Lexer
from pygments.lexers.data import YamlLexer
from pygments.lexers.sql import PlPgsqlLexer
from pygments.token import Comment, Keyword, Name, Number, String, _TokenType
from textual.cache import LRUCache

from tui.diff.content.diff_model import DiffSide, TextRange

WINDOW = 64
LEAD = 24  # lines before a window of YAML that show the structure of its blocks
WINDOWS = 64  # the number of windows kept
LONGEST_LINE = 4_000  # a window with a longer line is not highlighted
TONES: tuple[tuple[_TokenType, str], ...] = (
    (Comment, "comment"),
    (String, "string"),
    (Number, "value"),
    (Keyword.Constant, "plain"),  # pygments reads a plain scalar of YAML as this
    (Keyword, "keyword"),
    (Name.Builtin, "type"),
    (Name.Tag, "key"),
)
DOLLARS = re.compile(r"\$\w*\$")
LONG = re.compile(r"--[^\n]*|[eE]'(?:[^'\\]|''|\\.)*'|'(?:[^']|'')*'|\"[^\"]*\"|/\*.*?\*/", re.DOTALL)


class SyntaxWord(NamedTuple):
    """Characters of a line with their tone."""

    start: int
    end: int
    tone: str


class Syntax:
    """The highlighted words of one side."""

    def __init__(self, side: DiffSide) -> None:
        self._side = side
        self._sql = side.language == "sql"
        self._lexer: Lexer = PlPgsqlLexer(stripnl=False) if self._sql else YamlLexer(stripnl=False)
        self._windows: LRUCache[int, list[list[SyntaxWord]]] = LRUCache(WINDOWS)

    def words(self, line: int) -> list[SyntaxWord]:
        """Return the words of a line that are not plain."""
        number = line // WINDOW
        window = self._windows.get(number)
        if window is None:
            window = self._windows[number] = self._read(number * WINDOW)
        return window[line - number * WINDOW]

    @cached_property
    def _long(self) -> list[TextRange]:
        """Strings and comments of SQL over several lines: a window may begin inside one."""
        found = (TextRange(*match.span()) for match in LONG.finditer(self._side.text))
        return [span for span in found if "\n" in self._side.text[span.start : span.end]]

    def _read(self, first: int) -> list[list[SyntaxWord]]:
        lines = self._side.lines
        last = min(first + WINDOW, len(lines))
        window: list[list[SyntaxWord]] = [[] for _ in range(first, last)]
        if any(len(line) > LONGEST_LINE for line in lines[first:last]):
            return window
        begin = self._side.starts[first if self._sql else max(first - LEAD, 0)]
        end = self._side.starts[last - 1] + len(lines[last - 1])
        for start, stop, tone in self._tokens(begin, end):
            self._spread(window, first, TextRange(start, stop), tone)
        return window

    def _tokens(self, begin: int, end: int) -> Iterator[tuple[int, int, str]]:
        text = self._side.text
        if self._sql:
            number = bisect_right(self._long, TextRange(begin, begin)) - 1
            if number >= 0 and self._long[number].end > begin:
                within = self._long[number]
                yield begin, min(within.end, end), "comment" if text[within.start] in "-/" else "string"
                begin = min(within.end, end)
            # Dollar quotes contain the code itself; the lexer would read all of it as one string.
            piece = DOLLARS.sub(lambda match: " " * len(match[0]), text[begin:end])
        else:
            piece = text[begin:end]
        for start, token, value in self._lexer.get_tokens_unprocessed(piece):
            tone = next((tone for kind, tone in TONES if token in kind), "plain")
            if tone != "plain" and value != ".":  # pygments reads the dot between names as a number
                yield begin + start, begin + start + len(value), tone

    def _spread(self, window: list[list[SyntaxWord]], first: int, span: TextRange, tone: str) -> None:
        """Add a token to the lines that it spans."""
        for line in range(*self._side.lines_of(span)):
            if first <= line < first + len(window):
                part = self._side.part(span, line)
                if part.start < part.end:
                    window[line - first].append(SyntaxWord(part.start, part.end, tone))
