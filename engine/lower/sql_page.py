"""SQL text that is written line by line."""

import re
from collections.abc import Iterator
from contextlib import contextmanager

from engine.lower.sql_text import INDENT, WIDTH, append_sql, close_comment, indent_text

_NOTE_LINES = re.compile(r"\r\n|\r|\n")  # each of these ends a `--` comment


class SqlPage:
    """Lines with their indentation; a line that begins inside a literal is never moved."""

    def __init__(self) -> None:
        self._lines: list[str] = []
        self._margin = ""

    @property
    def text(self) -> str:
        return "\n".join(self._lines)

    @contextmanager
    def indented(self) -> Iterator[None]:
        """Indent what is written in this context by one level."""
        outer = self._margin
        self._margin = outer + INDENT
        yield
        self._margin = outer

    def add(self, text: str) -> None:
        """Write one or more lines; lines after the first keep their own indentation below the page's."""
        self._lines.append(indent_text(text, self._margin) if self._margin else text)

    def end(self, text: str) -> None:
        """Write a whole statement, with its semicolon."""
        self.add(f"{close_comment(text)};")

    def end_with(self, head: str, text: str) -> None:
        """Write `head text;`, with a text of several lines below its head."""
        if "\n" not in text:
            self.end(f"{head} {text}")
            return
        self.add(head)
        with self.indented():
            self.end(text)

    def open_with(self, head: str, text: str, word: str) -> None:
        """Write `head text word`, with a text of several lines between its head and the word."""
        if "\n" not in text:
            self.add(append_sql(f"{head} {text}", word))
            return
        self.add(head)
        with self.indented():
            self.add(text)
        self.add(word)

    def clauses(self, clauses: list[str]) -> None:
        """Write a statement of clauses: on one line if that is short, else one clause a line."""
        line = " ".join(clauses)
        short = len(line) <= WIDTH and "\n" not in line
        self.end(line if short else "\n".join(clauses))

    def note(self, note: str | None) -> None:
        """Write a note as `--` comments."""
        if note is None:
            return
        for line in _NOTE_LINES.split(note):
            self.add(f"-- {line}".rstrip(" "))

    def label(self, label: str | None) -> None:
        """Write `<<label>>` on its own line."""
        if label is not None:
            self.add(f"<<{label}>>")
