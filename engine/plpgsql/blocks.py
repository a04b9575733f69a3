"""Blocks and their exception handlers."""

from engine.plpgsql.declarations import read_declarations
from engine.plpgsql.reader import GrammarError, Opening, Reader
from engine.plpgsql.statement_list import read_statements
from engine.plpgsql.statement_parts import check_end_label, take_name
from engine.plpgsql.tree import Block, Condition, Declaration, Handler
from engine.source.span import Span

_CODE_LENGTH = 5


def read_block(reader: Reader, opening: Opening) -> Block:
    """`[DECLARE …] BEGIN … END [label];` as a statement."""
    block = read_unended_block(reader, opening)
    check_end_label(reader, opening.label)
    return Block(block.label, block.declarations, block.steps, block.handlers, block.begin, reader.since(opening.first))


def read_unended_block(reader: Reader, opening: Opening) -> Block:
    """Read a block through its END: a body's outermost block needs no semicolon."""
    declarations: tuple[Declaration, ...] = ()
    if reader.accept("declare"):
        declarations = read_declarations(reader)
    begin = reader.at
    reader.expect("begin")
    place = Span(reader.tokens[begin].start, reader.tokens[begin].end)
    steps = read_statements(reader)
    handlers = _read_handlers(reader) if reader.accept("exception") else ()
    reader.expect("end")
    return Block(opening.label, declarations, steps, handlers, place, reader.since(opening.first))


def _read_handlers(reader: Reader) -> tuple[Handler, ...]:
    handlers = [_read_handler(reader)]
    while reader.word == "when":
        handlers.append(_read_handler(reader))
    return tuple(handlers)


def _read_handler(reader: Reader) -> Handler:
    first = reader.at
    reader.expect("when")
    conditions = [read_condition(reader)]
    while reader.accept("or"):
        conditions.append(read_condition(reader))
    reader.expect("then")
    steps = read_statements(reader)
    return Handler(tuple(conditions), steps, reader.since(first))


def read_condition(reader: Reader) -> Condition:
    """A condition name, or `SQLSTATE 'code'`."""
    if reader.word != "sqlstate":
        return Condition(take_name(reader), sqlstate=False)
    reader.take()
    code = reader.take().word
    if len(code) != _CODE_LENGTH + 2 or not code[1:-1].isalnum():
        raise GrammarError(f"an SQLSTATE has five characters, found {code}")
    return Condition(code[1:-1], sqlstate=True)
