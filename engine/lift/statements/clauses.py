"""Token ranges of the clauses of a statement that the grammar has already accepted."""

from collections.abc import Iterator

from engine.lift.lift_context import LiftContext
from engine.plpgsql.tree import Range

_DEPTH = {"(": 1, "[": 1, ")": -1, "]": -1}
_NO_NAME = frozenset({"SCONST", "USCONST", "ICONST", "FCONST", "BCONST", "XCONST", "PARAM", "Op"})


class Clauses:
    """Reads the words of one statement left to right; each method gives None or False where it does not apply."""

    __slots__ = ("at", "lifting", "parts", "stop")

    def __init__(self, lifting: LiftContext, tokens: Range) -> None:
        self.lifting = lifting
        self.at, self.stop = tokens
        self.parts: list[Range] = []

    def word(self, ahead: int = 0) -> str:
        at = self.at + ahead
        return self.lifting.tokens[at].word if at < self.stop else ""

    def accept(self, *words: str) -> bool:
        """Step over these words, if they stand here."""
        if any(self.word(ahead) != word for ahead, word in enumerate(words)):
            return False
        self.at += len(words)
        return True

    def path(self) -> str | None:
        """A dotted name."""
        start = self.at
        if not self._is_name():
            return None
        self.at += 1
        while self.word() == "." and self._is_name(1):
            self.at += 2
        return self._part(start)

    def name(self) -> str | None:
        """A name without dots, subscripts or anything after it that belongs to it."""
        if not self._is_name() or self.word(1) in {".", "["}:
            return None
        self.at += 1
        return self._part(self.at - 1)

    def until(self, *words: str) -> str | None:
        """The text up to one of the words outside of parentheses, or to the end; `DISTINCT FROM` does not count."""
        start, depth = self.at, 0
        while self.at < self.stop:
            word = self.word()
            if not depth and word in words and not (word == "from" and self.word(-1) == "distinct"):
                break
            depth += _DEPTH.get(word, 0)
            if depth < 0:
                break
            self.at += 1
        return self._part(start) if self.at > start else None

    def parenthesised_names(self) -> list[str] | None:
        """`(a, b)`, plain names only."""
        if not self.accept("("):
            return None
        names: list[str] = []
        while (name := self.name()) is not None:
            names.append(name)
            if not self.accept(","):
                return names if self.accept(")") else None
        return None

    def parenthesised_values(self) -> list[str] | None:
        """`(x, y)`."""
        if not self.accept("("):
            return None
        values: list[str] = []
        while (value := self.until(",")) is not None:
            values.append(value)
            if not self.accept(","):
                return values if self.accept(")") else None
        return None

    def assignments(self, *ends: str) -> tuple[tuple[str, str], ...] | None:
        """`a = x, b = y`, plain columns only, each named once."""
        pairs = tuple(self._assignments(ends))
        named = {column for column, _ in pairs}
        return pairs if pairs and None not in named and len(named) == len(pairs) else None

    def _assignments(self, ends: tuple[str, ...]) -> Iterator[tuple[str, str]]:
        while True:
            column = self.name()
            value = self.until(",", *ends) if column is not None and self.accept("=") else None
            if column is None or value is None:
                self.at = self.stop + 1
                return
            yield column, value
            if not self.accept(","):
                return

    @property
    def done(self) -> bool:
        """Whether all of the statement was read, and no comment stands between the parts."""
        return self.at == self.stop and not self._loose_comment()

    def _is_name(self, ahead: int = 0) -> bool:
        at = self.at + ahead
        if at >= self.stop:
            return False
        token = self.lifting.tokens[at]
        return token.name not in _NO_NAME and (token.word[0].isalpha() or token.word[0] in '_"')

    def _part(self, start: int) -> str:
        self.parts.append((start, self.at))
        return self.lifting.written((start, self.at))

    def _loose_comment(self) -> bool:
        tokens = self.lifting.tokens
        first = tokens[self.parts[0][0]].start
        comments = self.lifting.notes.between(first, tokens[self.stop - 1].end)
        spans = [(tokens[start].start, tokens[stop - 1].end) for start, stop in self.parts] if comments else []
        return any(not any(start < place < end for start, end in spans) for place in comments)
