"""Exact slices of a DDL statement: a type or a clause from where it begins to where it ends."""

from bisect import bisect_left
from functools import cached_property

from pglast.parser import Token, scan

_COMMENTS = frozenset({"SQL_COMMENT", "C_COMMENT"})
_AFTER_TYPE = frozenset(
    {"constraint", "not", "null", "default", "primary", "unique", "check", "references", "generated", "collate"}
    | {"storage", "compression", "deferrable", "initially", "using", "options", "cascade", "restrict", "as"}
)
_CLAUSES = _AFTER_TYPE - {"null", "not", "as", "using"}


class DdlText:
    """The text of a statement; its tokens are read on first use."""

    def __init__(self, text: str) -> None:
        self.text = text

    @cached_property
    def tokens(self) -> list[Token]:
        return [token for token in scan(self.text) if token.name not in _COMMENTS]

    @cached_property
    def starts(self) -> list[int]:
        return [token.start for token in self.tokens]

    def type_at(self, location: int) -> str:
        """Return the type that begins at a position, as the source spells it."""
        return self._until(self._at(location), _AFTER_TYPE)

    def clause_at(self, location: int, skipped: int) -> str:
        """Return what follows the first words of a constraint, up to the next one: a default, a condition."""
        at = self._at(location)
        if self._word(at) == "constraint":
            at += 2
        return self._until(at + skipped, _CLAUSES)

    def condition_at(self, location: int) -> str:
        """Return the condition of a CHECK, without its parentheses."""
        return self.clause_at(location, 1).removeprefix("(").removesuffix(")").strip()

    def _at(self, location: int) -> int:
        return bisect_left(self.starts, location)

    def _word(self, at: int) -> str:
        token = self.tokens[at]
        return self.text[token.start : token.end + 1].lower()

    def _until(self, first: int, stops: frozenset[str]) -> str:
        at, depth = first, 0
        while at < len(self.tokens):
            word = self._word(at)
            if not depth and (word in {",", ")", ";"} or (at > first and word in stops) or self._says_not_null(at)):
                break
            depth += (word in {"(", "["}) - (word in {")", "]"})
            at += 1
        if at <= first:
            return ""
        return self.text[self.tokens[first].start : self.tokens[at - 1].end + 1]

    def _says_not_null(self, at: int) -> bool:
        """NOT NULL ends a default; `IS NOT NULL` needs parentheses inside one."""
        return self._word(at) == "not" and at + 1 < len(self.tokens) and self._word(at + 1) == "null"
