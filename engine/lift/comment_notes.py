"""Turn comments into the notes of what they describe."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from engine.plpgsql.tree import Comment, Token

HINT = "/*+"
_WORD = re.compile(r"\w")
_HINTED = frozenset({"select", "insert", "update", "delete", "merge", "with", "values", "table"})


def strip_comment_marks(comment: str) -> str:
    """Return the text of a comment: lines without `--`, or a block without its frame."""
    if comment.startswith("--"):
        return _unpadded(comment[2:])
    lines = comment[2:-2].replace("\r\n", "\n").split("\n")
    framed = len(lines) > 1 and all(line.lstrip().startswith("*") for line in lines[1:] if line.strip())
    words = [_unframed(line, first=not number, framed=framed) for number, line in enumerate(lines)]
    return "\n".join(_without_empty_ends(words))


def _unpadded(line: str) -> str:
    return (line[1:] if line.startswith(" ") else line).rstrip()


def _unframed(line: str, *, first: bool, framed: bool) -> str:
    bare = line.strip()
    if first:
        return bare.lstrip("*").strip()
    if not framed or not bare:
        return bare
    return _unpadded(bare[1:])


def _without_empty_ends(lines: Sequence[str]) -> Sequence[str]:
    kept = [number for number, line in enumerate(lines) if line]
    if not kept:
        return ()
    return lines[kept[0] : kept[-1] + 1]


def note_from_comments(comments: Iterable[Comment]) -> str | None:
    """Return one note of several comments, without lines that only draw; None if no words are left."""
    lines = [line for comment in comments for line in strip_comment_marks(comment.text).split("\n")]
    worded = [line for line in lines if not line.strip() or _WORD.search(line)]
    return "\n".join(_without_empty_ends(worded)) or None


@dataclass(slots=True)
class CommentNotes:
    """The comments of a body that are not part of any slot, handed out in order."""

    text: str
    tokens: tuple[Token, ...]
    comments: tuple[Comment, ...]
    at: int = 0
    kept: set[int] = field(default_factory=set)
    starts: list[int] = field(init=False)
    places: list[int] = field(init=False)

    def __post_init__(self) -> None:
        self.starts = [token.start for token in self.tokens] if self.comments else []
        self.places = [comment.span.start for comment in self.comments]
        self.kept.update(comment.span.start for comment in self.comments if self._is_hint(comment))

    @property
    def spent(self) -> bool:
        """Return whether every comment was handed out."""
        return self.at >= len(self.comments)

    def before(self, position: int) -> list[Comment]:
        """Return the comments before a position that were not handed out yet."""
        first = self.at
        while self.at < len(self.comments) and self.comments[self.at].span.start < position:
            self.at += 1
        return [comment for comment in self.comments[first : self.at] if comment.span.start not in self.kept]

    def beside(self, position: int) -> list[Comment]:
        """Return the comments after a position on the same line."""
        found: list[Comment] = []
        while not self.spent:
            comment = self.comments[self.at]
            if comment.span.start in self.kept or not self._follows_on_line(position, comment.span.start):
                break
            found.append(comment)
            position = comment.span.end
            self.at += 1
        return found

    def _follows_on_line(self, position: int, start: int) -> bool:
        return start >= position and not self.text[position:start].strip(" \t")

    def _is_hint(self, comment: Comment) -> bool:
        """`/*+ … */` before a statement is a hint for pg_hint_plan and part of the statement's text."""
        return comment.text.startswith(HINT) and self.word_at(comment.span.end) in _HINTED

    def hints(self, floor: int, start: int) -> str:
        """Return the hints between two positions, with the blank space after each."""
        found = [comment for comment in self.comments if floor <= comment.span.start < start and self._is_hint(comment)]
        return "".join(
            comment.text + ("\n" if "\n" in self.text[comment.span.end : start] else " ") for comment in found
        )

    def keep_inside(self, start: int, end: int) -> None:
        """Leave the comments between two positions in a slot's text."""
        if self.comments:
            self.kept.update(self.between(start, end))

    def skip(self, start: int, end: int) -> None:
        """Leave the comments between two positions in a raw text; earlier ones may still be handed out."""
        if self.comments:
            self.kept.update(self.between(start, end))
            self.at = min(self.at, bisect_left(self.places, start))

    def between(self, start: int, end: int) -> list[int]:
        """Return the indexes of the comments between two positions."""
        first = bisect_left(self.places, start)
        return self.places[first : bisect_left(self.places, end)]

    def next_token(self, position: int) -> int:
        """Return where the first token at or after a position begins."""
        found = bisect_left(self.starts, position)
        if found < len(self.starts):
            return self.starts[found]
        return len(self.text)

    def next_end(self, position: int) -> int:
        """Return where the first token at or after a position ends."""
        found = bisect_left(self.starts, position)
        if found < len(self.starts):
            return self.tokens[found].end
        return len(self.text)

    def word_at(self, position: int) -> str:
        """Return the word of the token that begins at a position."""
        found = bisect_left(self.starts, position)
        if found < len(self.starts):
            return self.tokens[found].word
        return ""
