"""Reads the words of a header that the grammar accepted, left to right, with their comments."""

from engine.lift.comment_notes import CommentNotes
from engine.lift.identifiers import plain_name
from engine.lift.lift_context import UnliftableError
from engine.plpgsql.tree import Comment, Token

_DEPTH = {"(": 1, "[": 1, ")": -1, "]": -1}


class HeaderWords:
    """A position in the tokens of a CREATE FUNCTION or CREATE PROCEDURE."""

    def __init__(self, text: str, tokens: tuple[Token, ...], comments: tuple[Comment, ...]) -> None:
        self.text, self.tokens = text, tokens
        self.notes = CommentNotes(text, tokens, comments)
        self.at = 0

    def word(self, ahead: int = 0) -> str:
        at = self.at + ahead
        if at < len(self.tokens):
            return self.tokens[at].word
        return ""

    def accept(self, *words: str) -> bool:
        """Consume these words, if they come next."""
        if any(self.word(ahead) != word for ahead, word in enumerate(words)):
            return False
        self.at += len(words)
        return True

    def take(self, *words: str) -> None:
        """Consume these words; raise UnliftableError if others come next."""
        for word in words:
            if not self.accept(word):
                raise UnliftableError(f'expected {word.upper()}, found "{self.word()}"')

    def next(self) -> str:
        """Consume the next token and return it as written."""
        self.at += 1
        return self.written(self.at - 1)

    def number(self) -> str:
        """Consume one value, with or without a sign."""
        start = self.at
        self.at += 2 if self.word() in {"-", "+"} else 1
        return self.written(start)

    def path(self) -> str:
        """Consume a name, dotted or not."""
        start = self.at
        self.at += 1
        while self.accept("."):
            self.at += 1
        return plain_name(self.written(start))

    def until(self, stops: frozenset[str]) -> str:
        """Consume everything up to one of the words outside parentheses."""
        start, depth = self.at, 0
        while self.word() and (depth or self.word() not in stops):
            depth += _DEPTH.get(self.word(), 0)
            self.at += 1
        return self.written(start)

    def written(self, start: int) -> str:
        """Return the exact text from a token through the last consumed one."""
        if self.at > len(self.tokens) or start >= len(self.tokens):  # the lexer may join what the grammar keeps apart
            raise UnliftableError("the header ends where more of it was expected")
        return self.text[self.tokens[start].start : self.tokens[self.at - 1].end]

    def comments_before(self) -> list[Comment]:
        """Return the comments before the next token."""
        return self.notes.before(self.tokens[self.at].start)

    def comments_beside(self) -> list[Comment]:
        """Return the comments before and beside the last consumed token."""
        end = self.tokens[self.at - 1].end
        return [*self.notes.before(end), *self.notes.beside(end)]

    def comments_after_entry(self) -> list[Comment]:
        """Return the comments after an entry of a list: beside its comma, or before the closing parenthesis."""
        if self.accept(","):
            return self.comments_beside()
        return self.comments_before()
