"""The DECLARE section in all its forms."""

from engine.plpgsql.reader import END, GrammarError, Reader
from engine.plpgsql.statement_parts import SEMICOLON, path_end, take_name, take_path, take_scroll
from engine.plpgsql.tree import Alias, Cursor, CursorParameter, Declaration, Fragment, Variable

_TYPE_END = frozenset({"collate", "not", "=", ":=", "default", ";"})
_PARAMETER_TYPE_END = _TYPE_END | {",", ")"}


def read_declarations(reader: Reader) -> tuple[Declaration, ...]:
    """Read declarations up to BEGIN, with DECLARE repeated or not; one that is not understood is opaque."""
    declarations: list[Declaration] = []
    while reader.word != "begin":
        if reader.word is END:
            raise GrammarError("a block has no BEGIN")
        if not reader.accept("declare"):
            declarations.append(_read_declaration(reader))
    return tuple(declarations)


def _read_declaration(reader: Reader) -> Declaration:
    mark = reader.mark()
    try:
        return _understood(reader, mark.at)
    except GrammarError as refusal:
        return reader.give_up(mark, _statement_end(reader, mark.at), str(refusal))


def _statement_end(reader: Reader, first: int) -> int:
    words, at = reader.words, first
    while words[at] != ";":
        if words[at] in {END, "begin"}:
            raise GrammarError("a declaration has no semicolon")
        at += 1
    return at + 1


def _understood(reader: Reader, first: int) -> Declaration:
    name = take_name(reader)
    if reader.accept_all("alias", "for"):
        target = take_path(reader)
        reader.expect(";")
        return Alias(name, target, reader.since(first))
    word, following = reader.word, reader.words[reader.at + 1]
    if word == "cursor" or (word in {"scroll", "no"} and "cursor" in {following, reader.words[reader.at + 2]}):
        return _read_cursor(reader, name, first)
    return _read_variable(reader, name, first)


def _read_variable(reader: Reader, name: str, first: int) -> Variable:
    constant = reader.accept("constant")
    type_ = reader.fragment("type", type_end(reader, _TYPE_END))
    collation = _read_collation(reader)
    not_null = reader.accept_all("not", "null")
    default: Fragment | None = None
    if reader.accept(":=") or reader.accept("=") or reader.accept("default"):
        default = reader.until("expression", SEMICOLON)
    reader.expect(";")
    return Variable(name, constant, type_, collation, not_null, default, reader.since(first))


def _read_collation(reader: Reader) -> Fragment | None:
    if not reader.accept("collate"):
        return None
    return reader.fragment("name", path_end(reader, reader.at))


def type_end(reader: Reader, stops: frozenset[str]) -> int:
    """Return where a type ends: at a word that may follow one, outside parentheses."""
    words, at, depth = reader.words, reader.at, 0
    while depth or words[at] not in stops:
        if words[at] in {END, ";"}:
            raise GrammarError("a type never ends")
        depth += (words[at] == "(") - (words[at] == ")")
        at += 1
    return at


def _read_cursor(reader: Reader, name: str, first: int) -> Cursor:
    scroll = take_scroll(reader)
    reader.expect("cursor")
    parameters = _read_parameters(reader) if reader.accept("(") else ()
    if not reader.accept("is"):
        reader.expect("for")
    query = reader.until("query", SEMICOLON)
    reader.expect(";")
    return Cursor(name, scroll, parameters, query, reader.since(first))


def _read_parameters(reader: Reader) -> tuple[CursorParameter, ...]:
    parameters = [_read_parameter(reader)]
    while reader.accept(","):
        parameters.append(_read_parameter(reader))
    reader.expect(")")
    return tuple(parameters)


def _read_parameter(reader: Reader) -> CursorParameter:
    name = take_name(reader)
    return CursorParameter(name, reader.fragment("type", type_end(reader, _PARAMETER_TYPE_END)))
