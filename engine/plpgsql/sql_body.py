"""A LANGUAGE sql body, cut into its statements."""

from engine.plpgsql.lexer import LexError, tokenize
from engine.plpgsql.reader import END, Reader
from engine.plpgsql.token_coverage import require_full_coverage
from engine.plpgsql.tree import Fragment, Opaque, SqlBody
from engine.source.span import Span


def parse_sql_body(text: str) -> SqlBody:
    """Return the statements of a body, divided by semicolons outside parentheses and BEGIN ATOMIC."""
    try:
        tokens, comments = tokenize(text)
    except LexError as error:
        return SqlBody(text, (), (), (), (Opaque(text, str(error), Span(0, len(text)), (0, 0)),))
    reader = Reader(text, tokens)
    statements: list[Fragment] = []
    while reader.word is not END:
        if not reader.accept(";"):
            statements.append(reader.fragment("statement", statement_end(reader.words, reader.at)))
    require_full_coverage(reader)
    return SqlBody(text, tokens, comments, tuple(statements), ())


def parse_atomic_body(text: str) -> SqlBody:
    """Return the statements of a `BEGIN ATOMIC … END` that the grammar accepted."""
    tokens, comments = tokenize(text)
    reader = Reader(text, tokens)
    reader.expect("begin")
    reader.expect("atomic")
    last = len(tokens) - 1
    statements: list[Fragment] = []
    while reader.at < last:
        if not reader.accept(";"):
            statements.append(reader.fragment("statement", min(statement_end(reader.words, reader.at), last)))
    reader.expect("end")
    require_full_coverage(reader)
    return SqlBody(text, tokens, comments, tuple(statements), ())


def statement_end(words: list[str], first: int) -> int:
    """Return the index of the semicolon that ends the statement at `first`, or the end of the text."""
    at, parens, atomic = first, 0, 0
    while words[at] is not END:
        word = words[at]
        if word in {"(", ")"}:
            parens += 1 if word == "(" else -1
        elif (word == "atomic" and words[at - 1] == "begin") or (atomic and word == "case"):
            atomic += 1
        elif atomic and word == "end":
            atomic -= 1
        elif word == ";" and parens <= 0 and not atomic:
            break
        at += 1
    return at
