"""Tokenize text with PostgreSQL's own lexer."""

from collections.abc import Callable
from typing import cast

from pglast.parser import ParseError

from engine.plpgsql.tree import Comment, Token
from engine.source.parse_statement import actual_position
from engine.source.span import Span
from engine.source.text.scanned_text import remember_short, scan_text

COMMENT_NAMES = frozenset({"SQL_COMMENT", "C_COMMENT"})
VERBATIM_NAMES = frozenset({"SCONST", "USCONST", "BCONST", "XCONST", "UIDENT", "PARAM"})
# A body has hundreds of tokens, and this is twice as fast as calling Token.
_new = cast("Callable[[type[Token], tuple[int, int, str, str]], Token]", tuple.__new__)
_NO_CASE = str.maketrans({code: code + 32 for code in range(ord("A"), ord("Z") + 1)})


class LexError(Exception):
    """The lexer rejected the text; `position` is a character offset."""

    code = "plpgsql-lex"
    hint = "look for a literal, a quoted name or a comment that is never closed"

    def __init__(self, sentence: str, position: int) -> None:
        super().__init__(sentence)
        self.position = position


def fold_word(text: str) -> str:
    """Return a word in lower case as the server folds names: ASCII letters only."""
    if text.isascii():
        return text.lower()
    return text.translate(_NO_CASE)


@remember_short
def tokenize(text: str) -> tuple[tuple[Token, ...], tuple[Comment, ...]]:
    """Return the tokens and comments of a text in order; only blank space is between them."""
    if "\0" in text:
        raise LexError("the text holds a NUL character", text.index("\0"))
    try:
        scanned = scan_text(text)
    except ParseError as error:
        raise LexError(str(error.args[0]), _position(text, error)) from error
    tokens: list[Token] = []
    comments: list[Comment] = []
    folded = fold_word(text)
    for start, last, name, _ in scanned:
        end = last + 1
        if name in COMMENT_NAMES:
            comments.append(Comment(Span(start, end), text[start:end]))
        elif name in VERBATIM_NAMES or text[start] == '"':
            tokens.append(_new(Token, (start, end, name, text[start:end])))
        else:
            tokens.append(_new(Token, (start, end, name, folded[start:end])))
    return tuple(tokens), tuple(comments)


def _position(text: str, error: ParseError) -> int:
    location = error.args[1] if len(error.args) > 1 else 0
    if not isinstance(location, int):
        return 0
    return actual_position(text, location, str(error.args[0]))
