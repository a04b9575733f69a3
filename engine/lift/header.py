"""The header of a routine: parameters, result and attributes, as the source spells them."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from pglast import ast
from pglast.enums import FunctionParameterMode

from engine.lift.lifting import UnliftableError
from engine.lift.names import plain_name
from engine.lift.notes import Notes, note_of
from engine.plpgsql.tree import Comment, Token
from engine.source.span import Span
from engine.spec.action import Column, Param, ReturnsTable, Traits

_MODES: Mapping[str, str | None] = {"in": None, "out": "out", "inout": "inout", "variadic": "variadic"}
_SETTING_FORMS = frozenset({"=", "to"})
_RESULT_END = frozenset({
    "language", "as", "immutable", "stable", "volatile", "strict", "called", "returns", "security", "external",
    "leakproof", "not", "window", "cost", "rows", "support", "set", "parallel", "transform", "begin", "return", ";", "",
})  # fmt: skip
_DEPTH = {"(": 1, "[": 1, ")": -1, "]": -1}


@dataclass(slots=True)
class Header:
    """What was read of a header: `form` tells where the body is, in a literal or after the header."""

    name: str = ""
    schema: str | None = None
    procedure: bool = False
    params: tuple[Param, ...] = ()
    returns: str | ReturnsTable | None = None
    traits: dict[str, Any] = field(default_factory=dict)
    settings: list[tuple[str, str]] = field(default_factory=list)
    transforms: list[str] = field(default_factory=list)
    literals: list[Token] = field(default_factory=list)
    spans: list[Span] = field(default_factory=list)
    form: str = "quoted"
    note: str | None = None
    end: int = 0

    def written(self) -> Traits:
        return Traits(**self.traits, set=tuple(self.settings), transform=tuple(self.transforms))


class HeaderReader:
    """Reads a CREATE FUNCTION or CREATE PROCEDURE that the grammar has accepted, token by token."""

    def __init__(self, text: str, tokens: tuple[Token, ...], comments: tuple[Comment, ...]) -> None:
        self.text, self.tokens = text, tokens
        self.notes = Notes(text, tokens, comments)
        self.at = 0
        self.header = Header()
        self.seen: set[Callable[[HeaderReader], None]] = set()

    def read(self, statement: ast.CreateFunctionStmt) -> Header:
        """The whole header, up to the body."""
        header = self.header
        self._take("create")
        if self._accept("or", "replace"):
            header.traits["replace"] = True
        header.procedure = self._accept("procedure")
        if not header.procedure:
            self._take("function")
        header.schema, header.name = self._read_name()
        header.params = self._read_params(statement)
        self._read_result()
        while self._word() not in {"", ";"} and header.form == "quoted":
            self._read_attribute()
        if header.literals and header.form != "quoted":
            raise UnliftableError("the body is written twice")
        header.note = note_of(self._comments_here())
        header.end = self.tokens[self.at - 1].end
        return header

    # --- words

    def _word(self, ahead: int = 0) -> str:
        at = self.at + ahead
        return self.tokens[at].word if at < len(self.tokens) else ""

    def _accept(self, *words: str) -> bool:
        if any(self._word(ahead) != word for ahead, word in enumerate(words)):
            return False
        self.at += len(words)
        return True

    def _take(self, word: str) -> None:
        if not self._accept(word):
            raise UnliftableError(f'expected {word.upper()}, found "{self._word()}"')

    def _written(self, start: int, stop: int) -> str:
        return self.text[self.tokens[start].start : self.tokens[stop - 1].end]

    def _next(self) -> str:
        self.at += 1
        return self._written(self.at - 1, self.at)

    # --- name, parameters, result

    def _read_name(self) -> tuple[str | None, str]:
        parts = [plain_name(self._next())]
        while self._accept("."):
            parts.append(plain_name(self._next()))
        if len(parts) > 2:
            raise UnliftableError("a name with a database is not one this schema can own")
        return (parts[0] if len(parts) > 1 else None), parts[-1]

    def _read_params(self, statement: ast.CreateFunctionStmt) -> tuple[Param, ...]:
        given = [param for param in statement.parameters or () if param.mode != FunctionParameterMode.FUNC_PARAM_TABLE]
        self._take("(")
        params: list[Param] = []
        for param in given:
            start = self.tokens[self.at].start
            before = self.notes.before(start)
            written = self._read_param(named=param.name is not None)
            self.header.spans.append(Span(start, self.tokens[self.at - 1].end))
            note = note_of([*before, *self._comments_of_entry()])
            params.append(Param(**written, note=note))
        self._take(")")
        return tuple(params)

    def _read_param(self, *, named: bool) -> dict[str, Any]:
        """The mode may stand before the name or after it; the parser says whether there is a name."""
        mode = self._read_mode()
        name = plain_name(self._next()) if named else None
        mode = mode or self._read_mode()
        start = self.at
        self._skip_until(frozenset({",", ")", "default", "="}))
        written = {"name": name, "mode": _MODES[mode or "in"], "type": self._written(start, self.at)}
        if self._accept("default") or self._accept("="):
            start = self.at
            self._skip_until(frozenset({",", ")"}))
            written["default"] = self._written(start, self.at)
        return written

    def _read_mode(self) -> str | None:
        if self._accept("in", "out"):
            return "inout"
        if self._word() in _MODES:
            self.at += 1
            return self.tokens[self.at - 1].word
        return None

    def _skip_until(self, stops: frozenset[str]) -> None:
        depth = 0
        while self._word() and (depth or self._word() not in stops):
            depth += _DEPTH.get(self._word(), 0)
            self.at += 1

    def _comments_of_entry(self) -> list[Comment]:
        """The comments after an entry of a list: beside its comma, or up to the parenthesis that ends the list."""
        return self._comments_here() if self._accept(",") else self.notes.before(self.tokens[self.at].start)

    def _comments_here(self) -> list[Comment]:
        end = self.tokens[self.at - 1].end
        return [*self.notes.before(end), *self.notes.beside(end)]

    def _read_result(self) -> None:
        if self._word() != "returns" or self._word(1) == "null":
            return
        self.at += 1
        if self._accept("table", "("):
            self.header.returns = ReturnsTable(table=tuple(self._read_columns()))
            return
        start = self.at
        self.at += 1
        while self._word() not in _RESULT_END:
            self.at += 1
        self.header.returns = self._written(start, self.at)

    def _read_columns(self) -> Iterator[Column]:
        while True:
            before = self.notes.before(self.tokens[self.at].start)
            name = plain_name(self._next())
            start = self.at
            self._skip_until(frozenset({",", ")"}))
            type_ = self._written(start, self.at)
            yield Column(name=name, type=type_, note=note_of([*before, *self._comments_of_entry()]))
            if self._accept(")"):
                return

    # --- attributes

    def _read_attribute(self) -> None:
        word = self._word()
        form = _ATTRIBUTES.get(word)
        if not form:
            raise UnliftableError(f'"{word}" is not an attribute of a routine that is known here')
        self.at += 1
        if form in self.seen and form is not HeaderReader.setting:
            raise UnliftableError(f"an attribute is written twice, the second time as {word.upper()}")
        self.seen.add(form)
        form(self)

    def language(self) -> None:
        self.header.traits["language"] = plain_language(self._next())

    def body_literals(self) -> None:
        self.header.literals.append(self.tokens[self.at])
        self.at += 1
        if self._accept(","):
            self.header.literals.append(self.tokens[self.at])
            self.at += 1

    def body_atomic(self) -> None:
        self._take("atomic")
        self.header.form = "atomic"

    def body_return(self) -> None:
        self.header.form = "return"

    def volatility(self) -> None:
        word = self.tokens[self.at - 1].word
        if word != "volatile":
            self.header.traits["volatility"] = word

    def strict(self) -> None:
        self.header.traits["strict"] = True

    def called(self) -> None:
        self._take_all("on", "null", "input")
        self.header.traits["strict"] = False

    def returns_null(self) -> None:
        self._take_all("null", "on", "null", "input")
        self.header.traits["strict"] = True

    def _take_all(self, *words: str) -> None:
        for word in words:
            self._take(word)

    def external(self) -> None:
        self._take("security")
        self.security()

    def security(self) -> None:
        self.header.traits["security"] = self._next().lower()

    def leakproof(self) -> None:
        self.header.traits["leakproof"] = True

    def not_leakproof(self) -> None:
        self._take("leakproof")
        self.header.traits["leakproof"] = False

    def window(self) -> None:
        self.header.traits["window"] = True

    def cost(self) -> None:
        self.header.traits["cost"] = self._number()

    def rows(self) -> None:
        self.header.traits["rows"] = self._number()

    def _number(self) -> str:
        start = self.at
        self.at += 2 if self._word() in {"-", "+"} else 1
        return self._written(start, self.at)

    def support(self) -> None:
        start = self.at
        self.at += 1
        while self._accept("."):
            self.at += 1
        self.header.traits["support"] = plain_name(self._written(start, self.at))

    def parallel(self) -> None:
        self.header.traits["parallel"] = self._next().strip('"').lower()

    def transform(self) -> None:
        while True:
            self._take_all("for", "type")
            start = self.at
            self._skip_until(_RESULT_END | {","})
            self.header.transforms.append(self._written(start, self.at))
            if not self._accept(","):
                return

    def setting(self) -> None:
        start = self.at
        self.at += 1
        while self._accept("."):
            self.at += 1
        name = plain_name(self._written(start, self.at))
        if self._accept("from", "current"):
            value = "FROM CURRENT"
        elif self._word() in _SETTING_FORMS:
            self.at += 1
            value = self._setting_values()
        else:
            raise UnliftableError(f"SET {name.upper()} has a form of its own")
        if name in dict(self.header.settings):
            raise UnliftableError(f"SET {name} stands twice")
        self.header.settings.append((name, value))

    def _setting_values(self) -> str:
        start = self.at
        self.at += 2 if self._word() in {"-", "+"} else 1
        while self._accept(","):
            self.at += 2 if self._word() in {"-", "+"} else 1
        return self._written(start, self.at)


def plain_language(written: str) -> str:
    """A language as the server knows it: in quotes or not, it is a name; what is no name keeps its quotes."""
    bare = written.strip("'\"").lower()
    return bare if bare.isidentifier() else written


_ATTRIBUTES = {
    "as": HeaderReader.body_literals,
    "begin": HeaderReader.body_atomic,
    "called": HeaderReader.called,
    "cost": HeaderReader.cost,
    "external": HeaderReader.external,
    "immutable": HeaderReader.volatility,
    "language": HeaderReader.language,
    "leakproof": HeaderReader.leakproof,
    "not": HeaderReader.not_leakproof,
    "parallel": HeaderReader.parallel,
    "return": HeaderReader.body_return,
    "returns": HeaderReader.returns_null,
    "rows": HeaderReader.rows,
    "security": HeaderReader.security,
    "set": HeaderReader.setting,
    "stable": HeaderReader.volatility,
    "strict": HeaderReader.strict,
    "support": HeaderReader.support,
    "transform": HeaderReader.transform,
    "volatile": HeaderReader.volatility,
    "window": HeaderReader.window,
}
