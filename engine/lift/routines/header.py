"""The header of a routine: name, parameters and result, as the source spells them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from pglast import ast
from pglast.enums import FunctionParameterMode

from engine.lift.comment_notes import note_from_comments
from engine.lift.identifiers import plain_name
from engine.lift.lift_context import UnliftableError
from engine.lift.routines.attributes import RESULT_END, Attributes, read_attributes
from engine.lift.routines.header_words import HeaderWords
from engine.plpgsql.tree import Comment, Token
from engine.source.span import Span
from engine.spec.document.action import Param, ResultColumn, ReturnsTable

_MODES: Mapping[str, str | None] = {"in": None, "out": "out", "inout": "inout", "variadic": "variadic"}
_TYPE_END = frozenset({",", ")", "default", "="})
_ENTRY_END = frozenset({",", ")"})


@dataclass(frozen=True, slots=True)
class RoutineHeader:
    """A header; `spans` are the positions of its parameters."""

    schema: str | None
    name: str
    procedure: bool
    params: tuple[Param, ...]
    returns: str | ReturnsTable | None
    attributes: Attributes
    note: str | None
    spans: tuple[Span, ...] = field(default=())


def read_header(
    text: str, tokens: tuple[Token, ...], comments: tuple[Comment, ...], statement: ast.CreateFunctionStmt
) -> RoutineHeader:
    """Read the header of a statement that parsed, up to a body that is not a literal."""
    words = HeaderWords(text, tokens, comments)
    words.take("create")
    replaces = words.accept("or", "replace")
    procedure = words.accept("procedure")
    if not procedure:
        words.take("function")
    schema, name = _read_name(words)
    spans: list[Span] = []
    params = tuple(_read_params(words, statement, spans))
    returns = _read_result(words)
    attributes = read_attributes(words, replaces=replaces)
    note = note_from_comments(words.comments_beside())
    return RoutineHeader(schema, name, procedure, params, returns, attributes, note, tuple(spans))


def _read_name(words: HeaderWords) -> tuple[str | None, str]:
    parts = [plain_name(words.next())]
    while words.accept("."):
        parts.append(plain_name(words.next()))
    if len(parts) > 2:
        raise UnliftableError("the name includes a database")
    return (parts[0] if len(parts) > 1 else None), parts[-1]


def _read_params(words: HeaderWords, statement: ast.CreateFunctionStmt, spans: list[Span]) -> Iterator[Param]:
    """Read the parameters; the parser knows which of them have a name."""
    words.take("(")
    for param in statement.parameters or ():
        if param.mode == FunctionParameterMode.FUNC_PARAM_TABLE:
            continue
        before = words.comments_before()
        start = words.at
        mode = _read_mode(words)
        name = plain_name(words.next()) if param.name is not None else None
        mode = mode or _read_mode(words)  # it may follow the name too
        type_ = words.until(_TYPE_END)
        default = words.until(_ENTRY_END) if words.accept("default") or words.accept("=") else None
        spans.append(Span(words.tokens[start].start, words.tokens[words.at - 1].end))
        note = note_from_comments([*before, *words.comments_after_entry()])
        yield Param(name=name, type=type_, mode=_MODES[mode or "in"], default=default, note=note)
    words.take(")")


def _read_mode(words: HeaderWords) -> str | None:
    if words.accept("in", "out"):
        return "inout"
    if words.word() not in _MODES:
        return None
    return words.next().lower()


def _read_result(words: HeaderWords) -> str | ReturnsTable | None:
    if words.word() != "returns" or words.word(1) == "null":
        return None
    words.take("returns")
    if words.accept("table", "("):
        return ReturnsTable(table=tuple(_read_columns(words)))
    start = words.at
    words.at += 1
    words.until(RESULT_END)
    return words.written(start)


def _read_columns(words: HeaderWords) -> Iterator[ResultColumn]:
    while not words.accept(")"):
        before = words.comments_before()
        name = plain_name(words.next())
        type_ = words.until(_ENTRY_END)
        yield ResultColumn(name=name, type=type_, note=note_from_comments([*before, *words.comments_after_entry()]))
