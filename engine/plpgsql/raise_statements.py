"""RAISE in all its forms, and ASSERT."""

from engine.plpgsql.blocks import read_condition
from engine.plpgsql.reader import GrammarError, Reader
from engine.plpgsql.statement_parts import SEMICOLON, USING_END, take_list_after
from engine.plpgsql.tree import Assert, Condition, Fragment, Raise, RaiseOption

LEVELS = frozenset({"exception", "warning", "notice", "info", "log", "debug"})
OPTIONS = frozenset({
    "errcode", "message", "detail", "hint", "column", "constraint", "datatype", "table", "schema",
})  # fmt: skip
_ARGUMENT_END = frozenset({",", ";", "using"})


def read_raise(reader: Reader) -> Raise:
    """`RAISE [level] ['message' [, arguments] | condition] [USING option = value, …];`."""
    first = reader.at
    reader.expect("raise")
    level = reader.take().word if reader.word in LEVELS else None
    message: Fragment | None = None
    arguments: tuple[Fragment, ...] = ()
    condition: Condition | None = None
    if _is_string(reader):
        message = reader.fragment("string", reader.at + 1)
        arguments = take_list_after(reader, ",", _ARGUMENT_END)
    elif reader.word not in {";", "using"}:
        condition = read_condition(reader)
    elif level and reader.word == ";":
        raise GrammarError("a level needs a message, a condition or USING")
    options = _read_options(reader) if reader.accept("using") else ()
    reader.expect(";")
    return Raise(level, message, arguments, condition, options, reader.since(first))


def _is_string(reader: Reader) -> bool:
    return reader.at < len(reader.tokens) and reader.tokens[reader.at].name in {"SCONST", "USCONST"}


def _read_options(reader: Reader) -> tuple[RaiseOption, ...]:
    options = [_read_option(reader)]
    while reader.accept(","):
        options.append(_read_option(reader))
    return tuple(options)


def _read_option(reader: Reader) -> RaiseOption:
    if reader.word not in OPTIONS:
        raise GrammarError(f"expected a RAISE option, found {reader.found()}")
    name = reader.take().word
    if not reader.accept(":="):
        reader.expect("=")
    return RaiseOption(name, reader.until("expression", USING_END))


def read_assert(reader: Reader) -> Assert:
    """`ASSERT condition [, message];`."""
    first = reader.at
    reader.expect("assert")
    condition = reader.until("expression", USING_END)
    message = reader.expression_after(",", SEMICOLON)
    reader.expect(";")
    return Assert(condition, message, reader.since(first))
