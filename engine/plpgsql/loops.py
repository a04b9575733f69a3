"""Loops, EXIT and CONTINUE."""

from engine.plpgsql.reader import GrammarError, Opening, Reader
from engine.plpgsql.statement_list import read_statements
from engine.plpgsql.statement_parts import (
    SEMICOLON,
    check_end_label,
    is_name,
    path_end,
    take_arguments,
    take_list_after,
    take_name,
    take_path,
    take_paths,
)
from engine.plpgsql.tree import (
    Continue,
    Dynamic,
    Exit,
    ForCursor,
    Foreach,
    ForQuery,
    ForRange,
    Fragment,
    Loop,
    Steps,
    While,
)

_LOOP = frozenset({"loop"})
_LOOP_OR_BY = frozenset({"loop", "by"})
_LOOP_OR_RANGE = frozenset({"loop", ".."})
_LOOP_OR_USING = frozenset({"loop", "using"})
_USING_LOOP = frozenset({",", "loop"})
_QUERY_STARTS = frozenset({
    "select", "with", "values", "table", "insert", "update", "delete", "merge", "show", "explain",
})  # fmt: skip


def read_loop(reader: Reader, opening: Opening) -> Loop:
    """`LOOP … END LOOP;`."""
    steps = _read_body(reader, opening.label)
    return Loop(opening.label, steps, reader.since(opening.first))


def _read_body(reader: Reader, label: str | None) -> Steps:
    reader.expect("loop")
    steps = read_statements(reader)
    reader.expect("end")
    reader.expect("loop")
    check_end_label(reader, label)
    return steps


def read_while(reader: Reader, opening: Opening) -> While:
    """`WHILE condition LOOP …`."""
    reader.expect("while")
    condition = reader.until("expression", _LOOP)
    steps = _read_body(reader, opening.label)
    return While(opening.label, condition, steps, reader.since(opening.first))


def read_for(reader: Reader, opening: Opening) -> ForRange | ForQuery | ForCursor:
    """`FOR targets IN …`: a range, a query, an EXECUTE or a cursor."""
    reader.expect("for")
    targets = take_paths(reader)
    reader.expect("in")
    if reader.word == "execute":
        return _read_for_execute(reader, opening, targets)
    if _is_cursor(reader):
        return _read_for_cursor(reader, opening, targets)
    if reader.word == "reverse" or reader.words[reader.find(_LOOP_OR_RANGE)] == "..":
        return _read_for_range(reader, opening, targets)
    query = reader.until("query", _LOOP)
    steps = _read_body(reader, opening.label)
    return ForQuery(opening.label, targets, query, steps, reader.since(opening.first))


def _read_for_execute(reader: Reader, opening: Opening, targets: tuple[Fragment, ...]) -> ForQuery:
    reader.expect("execute")
    command = reader.until("expression", _LOOP_OR_USING)
    query = Dynamic(command, take_list_after(reader, "using", _USING_LOOP))
    steps = _read_body(reader, opening.label)
    return ForQuery(opening.label, targets, query, steps, reader.since(opening.first))


def _is_cursor(reader: Reader) -> bool:
    """Return whether a cursor follows: a name, perhaps with arguments, right before LOOP."""
    at, words = reader.at, reader.words
    end = path_end(reader, at)
    if end == at:
        return False
    if words[end] == "loop":
        return True
    if words[end] != "(" or words[at] in _QUERY_STARTS:
        return False
    stop = reader.find(_LOOP)
    depth = 0
    for index in range(end, stop):
        depth += (words[index] == "(") - (words[index] == ")")
        if not depth:
            return index == stop - 1
    return False


def _read_for_cursor(reader: Reader, opening: Opening, targets: tuple[Fragment, ...]) -> ForCursor:
    if len(targets) != 1:
        raise GrammarError("a cursor loop takes exactly one target")
    cursor = take_path(reader, "name")
    arguments = take_arguments(reader)
    steps = _read_body(reader, opening.label)
    return ForCursor(opening.label, targets[0], cursor, arguments, steps, reader.since(opening.first))


def _read_for_range(reader: Reader, opening: Opening, targets: tuple[Fragment, ...]) -> ForRange:
    if len(targets) != 1:
        raise GrammarError("an integer loop takes exactly one variable")
    reverse = reader.accept("reverse")
    low = reader.until("expression", _LOOP_OR_RANGE)
    reader.expect("..")
    high = reader.until("expression", _LOOP_OR_BY)
    step = reader.expression_after("by", _LOOP)
    steps = _read_body(reader, opening.label)
    return ForRange(opening.label, targets[0], reverse, low, high, step, steps, reader.since(opening.first))


def read_foreach(reader: Reader, opening: Opening) -> Foreach:
    """`FOREACH targets [SLICE n] IN ARRAY expression LOOP …`."""
    reader.expect("foreach")
    targets = take_paths(reader)
    slice_: int | None = None
    if reader.accept("slice"):
        number = reader.take()
        if number.name != "ICONST" or not number.word.isdecimal():
            raise GrammarError(f'expected a number after SLICE, found "{number.word}"')
        slice_ = int(number.word)
    reader.expect("in")
    reader.expect("array")
    array = reader.until("expression", _LOOP)
    steps = _read_body(reader, opening.label)
    return Foreach(opening.label, targets, slice_, array, steps, reader.since(opening.first))


def read_exit(reader: Reader) -> Exit:
    """`EXIT [label] [WHEN condition];`."""
    first = reader.at
    reader.expect("exit")
    label, condition = _read_way_out(reader)
    return Exit(label, condition, reader.since(first))


def read_continue(reader: Reader) -> Continue:
    """`CONTINUE [label] [WHEN condition];`."""
    first = reader.at
    reader.expect("continue")
    label, condition = _read_way_out(reader)
    return Continue(label, condition, reader.since(first))


def _read_way_out(reader: Reader) -> tuple[str | None, Fragment | None]:
    label = take_name(reader) if reader.word != "when" and is_name(reader, reader.at) else None
    condition = reader.expression_after("when", SEMICOLON)
    reader.expect(";")
    return label, condition
