"""Reads the clauses of a statement that the grammar accepted, as token ranges."""

from collections.abc import Iterator

from engine.lift.lift_context import LiftContext
from engine.lift.statements.token_groups import is_name
from engine.plpgsql.tree import Range

_SET_OPERATIONS = frozenset({"union", "intersect", "except"})
_DEPTH = {"(": 1, "[": 1, ")": -1, "]": -1}


class Clauses:
    """Reads the words of one statement left to right; a method returns None or False if it does not apply."""

    __slots__ = ("at", "context", "parts", "stop")

    def __init__(self, context: LiftContext, tokens: Range) -> None:
        self.context = context
        self.at, self.stop = tokens
        self.parts: list[Range] = []

    def word(self, ahead: int = 0) -> str:
        at = self.at + ahead
        if at < self.stop:
            return self.context.tokens[at].word
        return ""

    def accept(self, *words: str) -> bool:
        """Consume these words, if they come next."""
        if any(self.word(ahead) != word for ahead, word in enumerate(words)):
            return False
        self.at += len(words)
        return True

    def path(self) -> str | None:
        """Consume a dotted name."""
        start = self.at
        if not self._is_name():
            return None
        self.at += 1
        while self.word() == "." and self._is_name(1):
            self.at += 2
        return self._part(start)

    def name(self) -> str | None:
        """Consume a plain name, without dots or subscripts."""
        if not self._is_name() or self.word(1) in {".", "["}:
            return None
        self.at += 1
        return self._part(self.at - 1)

    def alias(self) -> str | None:
        """Consume `AS name`, if it comes next."""
        if not self.accept("as"):
            return None
        return self.name()

    def clause(self, word: str, *ends: str) -> str | None:
        """Consume a clause that this word introduces, up to a word that ends it; None if another word comes next."""
        if not self.accept(word):
            return None
        return self.until(*ends)

    def until(self, *words: str) -> str | None:
        """Consume the text up to one of the words outside parentheses or the end; `DISTINCT FROM` does not count."""
        start, depth = self.at, 0
        while self.at < self.stop:
            word = self.word()
            if not depth and word in words and not (word == "from" and self.word(-1) == "distinct"):
                break
            depth += _DEPTH.get(word, 0)
            if depth < 0:
                break
            self.at += 1
        if self.at <= start:
            return None
        return self._part(start)

    def parenthesised_names(self) -> list[str] | None:
        """Consume `(a, b)`, plain names only."""
        if not self.accept("("):
            return None
        names: list[str] = []
        while (name := self.name()) is not None:
            names.append(name)
            if not self.accept(","):
                if self.accept(")"):
                    return names
                return None
        return None

    def parenthesised_values(self) -> list[str] | None:
        """`(x, y)`."""
        if not self.accept("("):
            return None
        values: list[str] = []
        while (value := self.until(",")) is not None:
            values.append(value)
            if not self.accept(","):
                if self.accept(")"):
                    return values
                return None
        return None

    def listed(self, *ends: str) -> list[str] | None:
        """Consume `x, y` up to a word that ends it; None if one of them is missing or a `*`."""
        values: list[str] = []
        while (value := self.until(",", *ends)) is not None:
            values.append(value)
            if not self.accept(","):
                return None if any(each.endswith("*") for each in values) else values
        return None

    def query_rest(self, word: str) -> str | None:
        """Consume the rest of a query that this word begins, up to ON CONFLICT or RETURNING; None without it."""
        if not self.accept(word):
            return None
        start, depth = self.at, 0
        while self.at < self.stop:
            here = self.word()
            if not depth and (here == "returning" or (here == "on" and self.word(1) == "conflict")):
                break
            if not depth and here in _SET_OPERATIONS:
                return None
            depth += _DEPTH.get(here, 0)
            self.at += 1
        if self.at <= start:
            return None
        return self._part(start)

    def assignments(self, *ends: str) -> tuple[tuple[str, str], ...] | None:
        """Consume `a = x, b = y`, plain columns only, each named once."""
        pairs = tuple(self._assignments(ends))
        named = {column for column, _ in pairs}
        if pairs and None not in named and len(named) == len(pairs):
            return pairs
        return None

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
        """Return whether the whole statement was read, without comments between its parts."""
        return self.at == self.stop and not self._loose_comment()

    def _is_name(self, ahead: int = 0) -> bool:
        at = self.at + ahead
        if at >= self.stop:
            return False
        return is_name(self.context.tokens[at])

    def _part(self, start: int) -> str:
        self.parts.append((start, self.at))
        return self.context.written((start, self.at))

    def _loose_comment(self) -> bool:
        tokens = self.context.tokens
        first = tokens[self.parts[0][0]].start
        comments = self.context.notes.between(first, tokens[self.stop - 1].end)
        spans = [(tokens[start].start, tokens[stop - 1].end) for start, stop in self.parts] if comments else []
        return any(not any(start < place < end for start, end in spans) for place in comments)
