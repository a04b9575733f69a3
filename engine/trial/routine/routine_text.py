"""The text of a routine, with a body that can be replaced."""

import itertools
import re
from dataclasses import dataclass, replace

from pglast import ast
from pglast.enums import FunctionParameterMode as Mode

from engine.analysis.routine_header import DeclaredHeader, routine_header
from engine.fault import EngineError, Fault
from engine.plpgsql.lexer import tokenize
from engine.source.routine_body import routine_body
from engine.source.unit import Unit

_CREATE = re.compile(r"\bCREATE\s+(?=(?:FUNCTION|PROCEDURE)\b)", re.IGNORECASE)
_REPLACES = re.compile(r"\s*CREATE\s+OR\s+REPLACE\b", re.IGNORECASE)
_LITERALS = frozenset({"SCONST", "USCONST"})


class UntriableError(EngineError):
    """A routine that cannot be tried."""

    def __init__(self, sentence: str, hint: str) -> None:
        super().__init__(Fault("trial.untriable", sentence, hint))


@dataclass(frozen=True, slots=True)
class RoutineText:
    """`before` and `after` are the text around the literal that holds the body; `path` is the name as written."""

    path: tuple[str, ...]
    header: DeclaredHeader
    before: str
    body: str
    after: str
    has_inout: bool = False

    @property
    def text(self) -> str:
        """Return the statement that creates the routine."""
        tag = _free_tag(self.body)
        return f"{self.before}{tag}{self.body}{tag}{self.after}"

    @property
    def language(self) -> str:
        return self.header.language

    def with_body(self, body: str) -> "RoutineText":
        """Return the same routine with another body."""
        return replace(self, body=body)


def routine_text(unit: Unit) -> RoutineText:
    """Return the routine of a unit; refuse what has no body of its own in SQL or PL/pgSQL."""
    header = routine_header(unit.node, unit.language)
    body = routine_body(unit)
    if header is None or not isinstance(unit.node, ast.CreateFunctionStmt):
        raise UntriableError(f"{unit.name} is a {unit.kind}.", "Only functions and procedures can be tried.")
    if body is None or body.form != "quoted" or unit.language not in {"plpgsql", "sql"}:
        raise UntriableError(
            f"{unit.name} has no quoted body in SQL or PL/pgSQL.", "Only such routines can be tried; see the docs."
        )
    start, end = _literal(unit.text)
    path = tuple(str(part.sval) for part in unit.node.funcname or () if isinstance(part, ast.String))
    modes = {each.mode for each in unit.node.parameters or () if isinstance(each, ast.FunctionParameter)}
    before, after = or_replace(unit.text[:start]), unit.text[end:].rstrip().rstrip(";")
    return RoutineText(path, header, before, body.text, after, Mode.FUNC_PARAM_INOUT in modes)


def or_replace(text: str) -> str:
    """Return a CREATE statement that replaces what exists."""
    if _REPLACES.match(text):
        return text
    return _CREATE.sub("CREATE OR REPLACE ", text, count=1)


def _literal(text: str) -> tuple[int, int]:
    """Return the place of the literal after AS."""
    tokens, _ = tokenize(text)
    for before, token in itertools.pairwise(tokens):
        if before.word == "as" and token.name in _LITERALS:
            return token.start, token.end
    raise UntriableError("The routine has no body after AS.", "Write the body as a literal after AS.")


def _free_tag(body: str) -> str:
    """Return dollar quotes that the body does not contain."""
    tag = "$trial$"
    while tag in body:
        tag = f"{tag[:-1]}_$"
    return tag
