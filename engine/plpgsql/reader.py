"""A position in a token list, and the record of what was consumed."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from engine.plpgsql.tree import Fragment, FragmentKind, Opaque, Range, Statement, Token
from engine.source.span import Span

END = ""  # the word after the last token
_OPENING = frozenset("([")
_CLOSING = frozenset(")]")


class GrammarError(Exception):
    """A token is not what the grammar expects; the statement around it becomes opaque."""


@dataclass(frozen=True, slots=True)
class Opening:
    """How a labelled statement begins: its label, and its first token."""

    label: str | None
    first: int


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """A state of a reader to return to."""

    at: int
    depth: int
    consumed: int
    opaque: int


@dataclass(slots=True)
class Reader:
    """Reads tokens left to right; `ledger` collects the ranges consumed, `opaque` what was not understood."""

    text: str
    tokens: tuple[Token, ...]
    forms: Mapping[str, Callable[["Reader"], Statement]] = field(default_factory=dict)
    labelled: Mapping[str, Callable[["Reader", Opening], Statement]] = field(default_factory=dict)
    at: int = 0
    depth: int = 0
    ledger: list[Range] = field(default_factory=list)
    opaque: list[Opaque] = field(default_factory=list)
    words: list[str] = field(init=False)

    def __post_init__(self) -> None:
        self.words = [token.word for token in self.tokens]
        self.words += [END, END, END]

    @property
    def word(self) -> str:
        return self.words[self.at]

    def take(self) -> Token:
        """Consume one token, whatever it is."""
        at = self.at
        if at >= len(self.tokens):
            raise GrammarError("the text ends in the middle of a statement")
        self.ledger.append((at, at + 1))
        self.at = at + 1
        return self.tokens[at]

    def accept(self, word: str) -> bool:
        """Consume the next token if it is this word."""
        at = self.at
        if self.words[at] != word:
            return False
        self.ledger.append((at, at + 1))
        self.at = at + 1
        return True

    def accept_all(self, *words: str) -> bool:
        """Consume the next tokens if they are these words."""
        if self.words[self.at : self.at + len(words)] != list(words):
            return False
        self.ledger.append((self.at, self.at + len(words)))
        self.at += len(words)
        return True

    def expect(self, word: str) -> None:
        """Consume this word, or raise GrammarError."""
        if not self.accept(word):
            raise GrammarError(f"expected {word.upper()}, found {self.found()}")

    def found(self) -> str:
        """Return the next token as messages show it."""
        if self.at >= len(self.tokens):
            return "the end of the text"
        return f'"{self.written(self.at, self.at + 1)}"'

    def written(self, start: int, stop: int) -> str:
        """Return the exact text from one token to the one before `stop`."""
        return self.text[self.tokens[start].start : self.tokens[stop - 1].end]

    def since(self, first: int) -> Span:
        """Return the span from a token through the last consumed one."""
        return Span(self.tokens[first].start, self.tokens[self.at - 1].end)

    def consume(self, start: int, stop: int) -> None:
        """Record a range of tokens as part of a fragment."""
        self.ledger.append((start, stop))
        self.at = stop

    def fragment(self, kind: FragmentKind, stop: int) -> Fragment:
        """Return the tokens from here to `stop` as one fragment."""
        start = self.at
        if stop <= start:
            raise GrammarError(f"expected an {kind}, found {self.found()}")
        self.consume(start, stop)
        span = Span(self.tokens[start].start, self.tokens[stop - 1].end)
        return Fragment(kind, self.text[span.start : span.end], span, ((start, stop),))

    def until(self, kind: FragmentKind, stops: frozenset[str]) -> Fragment:
        """Return everything up to a stop word outside parentheses, as the server reads an expression."""
        return self.fragment(kind, self.find(stops))

    def expression_after(self, word: str, stops: frozenset[str]) -> Fragment | None:
        """Consume a word and the expression after it, if the word comes next."""
        if not self.accept(word):
            return None
        return self.until("expression", stops)

    def find(self, stops: frozenset[str]) -> int:
        """Return the index of the next stop word outside parentheses, and outside CASE for the words of CASE."""
        words, at, depth, cases = self.words, self.at, 0, 0
        tracks_case = "then" in stops or "when" in stops
        while True:
            word = words[at]
            if not depth and not cases and word in stops:
                return at
            if word in _OPENING:
                depth += 1
            elif word in _CLOSING:
                depth -= 1
                if depth < 0:
                    raise GrammarError("a parenthesis is closed that was never opened")
            elif word == ";" or word is END:
                wanted = ", ".join(sorted(stop.upper() for stop in stops))
                raise GrammarError("a parenthesis is never closed" if depth else f"expected {wanted}, found the end")
            elif tracks_case:
                cases += _case_change(words, at, cases)
            at += 1

    def mark(self) -> Checkpoint:
        return Checkpoint(self.at, self.depth, len(self.ledger), len(self.opaque))

    def give_up(self, mark: Checkpoint, stop: int, reason: str) -> Opaque:
        """Discard everything understood since a checkpoint: the tokens from there to `stop` are opaque."""
        self.depth = mark.depth
        del self.ledger[mark.consumed :], self.opaque[mark.opaque :]
        self.consume(mark.at, stop)
        found = Opaque(self.written(mark.at, stop), reason, self.since(mark.at), (mark.at, stop))
        self.opaque.append(found)
        return found


def _case_change(words: list[str], at: int, cases: int) -> int:
    if words[at - 1] in {".", "as"}:
        return 0
    if words[at] == "case":
        return 1
    if words[at] == "end" and cases:
        return -1
    return 0
