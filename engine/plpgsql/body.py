"""Parse a PL/pgSQL body."""

from collections.abc import Callable, Mapping

from engine.plpgsql.blocks import read_block, read_unended_block
from engine.plpgsql.branches import read_case, read_if
from engine.plpgsql.commands import (
    read_call,
    read_execute,
    read_get_diagnostics,
    read_null,
    read_perform,
    read_transaction,
)
from engine.plpgsql.cursors import read_close, read_fetch, read_move, read_open
from engine.plpgsql.lexer import LexError, tokenize
from engine.plpgsql.loops import read_continue, read_exit, read_for, read_foreach, read_loop, read_while
from engine.plpgsql.raise_statements import read_assert, read_raise
from engine.plpgsql.reader import END, Checkpoint, GrammarError, Opening, Reader
from engine.plpgsql.return_statements import read_return
from engine.plpgsql.statement_parts import take_end_label, take_label, take_name
from engine.plpgsql.token_coverage import require_full_coverage
from engine.plpgsql.tree import Block, Body, Opaque, Pragma, Statement
from engine.source.span import Span
from engine.source.text.scanned_text import remember_short

_FORMS: Mapping[str, Callable[[Reader], Statement]] = {
    "assert": read_assert,
    "call": read_call,
    "case": read_case,
    "close": read_close,
    "commit": read_transaction,
    "continue": read_continue,
    "execute": read_execute,
    "exit": read_exit,
    "fetch": read_fetch,
    "get": read_get_diagnostics,
    "if": read_if,
    "move": read_move,
    "null": read_null,
    "open": read_open,
    "perform": read_perform,
    "raise": read_raise,
    "return": read_return,
    "rollback": read_transaction,
}
_LABELLED: Mapping[str, Callable[[Reader, Opening], Statement]] = {
    "begin": read_block,
    "declare": read_block,
    "for": read_for,
    "foreach": read_foreach,
    "loop": read_loop,
    "while": read_while,
}


@remember_short
def parse_body(text: str) -> Body:
    """Return the tree of a body; a part that is not understood is opaque, with its reason, never an exception."""
    try:
        tokens, comments = tokenize(text)
    except LexError as error:
        return Body(text, (), (), (), None, (Opaque(text, str(error), Span(0, len(text)), (0, 0)),))
    reader = Reader(text, tokens, _FORMS, _LABELLED)
    pragmas, block = _read_whole(reader)
    require_full_coverage(reader)
    return Body(text, tokens, comments, pragmas, block, tuple(reader.opaque))


def _read_whole(reader: Reader) -> tuple[tuple[Pragma, ...], Block | None]:
    start = reader.mark()
    try:
        pragmas = _read_pragmas(reader)
        block = _read_outermost(reader)
    except GrammarError as refusal:
        return (), _refuse_all(reader, start, str(refusal))
    if reader.word is not END:
        reader.give_up(reader.mark(), len(reader.tokens), f"nothing may follow the last END, found {reader.found()}")
    return pragmas, block


def _refuse_all(reader: Reader, start: Checkpoint, reason: str) -> None:
    if reader.tokens:
        reader.give_up(start, len(reader.tokens), reason)
    else:
        reader.opaque.append(Opaque(reader.text, "the body is empty", Span(0, len(reader.text)), (0, 0)))


def _read_pragmas(reader: Reader) -> tuple[Pragma, ...]:
    pragmas: list[Pragma] = []
    while reader.word == "#":
        first = reader.at
        reader.take()
        name = take_name(reader).lower()
        value = take_name(reader).lower()
        pragmas.append(Pragma(name, value, reader.since(first)))
    return tuple(pragmas)


def _read_outermost(reader: Reader) -> Block:
    first = reader.at
    block = read_unended_block(reader, Opening(take_label(reader), first))
    if reader.word not in {END, ";"}:
        take_end_label(reader, block.label)
    reader.accept(";")
    return block
