"""Lift a routine to an action."""

from dataclasses import replace

from pglast import ast

from engine.lift.lift_context import UnliftableError
from engine.lift.lift_result import LiftResult
from engine.lift.literals import decode_literal
from engine.lift.origin import Origin, Path
from engine.lift.routines.body import LiftedBody, foreign_body, lift_body, lift_sql_body
from engine.lift.routines.header import RoutineHeader, read_header
from engine.lift.routines.main_relation import relations_from_tokens
from engine.lift.template_marks import find_marks, has_marks, unit_without_marks
from engine.plpgsql import parse_atomic_body, parse_body, parse_sql_body
from engine.plpgsql.lexer import tokenize
from engine.source.routine_body import RoutineBody, routine_body
from engine.source.span import Span
from engine.source.unit import Unit
from engine.spec.document.action import Action
from engine.spec.document.file import SpecFile

ACTION: Path = ("actions", 0)
_LINKED = frozenset({"c", "internal"})


def lift_routine(unit: Unit, above: str | None = None) -> LiftResult:
    """Return the action of a routine that parsed; `above` is the text of the comment right above it.

    Raise UnliftableError if the header has no shape.
    """
    if not isinstance(unit.node, ast.CreateFunctionStmt):
        raise UnliftableError("it is not a CREATE FUNCTION or CREATE PROCEDURE that parsed")
    if not has_marks(unit):
        return _lift(unit, unit.node, above)
    marks = find_marks(unit)
    plain = unit_without_marks(unit, marks) if marks else None
    if marks is None or plain is None or not isinstance(plain.node, ast.CreateFunctionStmt):
        raise UnliftableError("it contains marks that a template or psql replaces")
    lifted = _lift(plain, plain.node, above)
    return replace(lifted, spec=marks.restored_in(lifted.spec))


def _lift(unit: Unit, statement: ast.CreateFunctionStmt, above: str | None) -> LiftResult:
    tokens, comments = tokenize(unit.text)
    header = read_header(unit.text, tokens, comments, statement)
    source = routine_body(unit)
    body = _lift_body(source, header.attributes.language)
    action = _action(header, body, above)
    spec = SpecFile(module=header.name, schema=header.schema, actions=(action,))
    origins: dict[Path, Origin] = {ACTION: Origin(unit.span, "exact"), **_param_origins(header, unit.span.start)}
    if source:
        origins |= {path: Origin(source.placed(origin.span), origin.kind) for path, origin in body.origins.items()}
    return LiftResult(spec, origins, body.counts, relations_from_tokens(body.tokens), body.refused)


def _lift_body(source: RoutineBody | None, language: str) -> LiftedBody:
    if source is None:
        return foreign_body(None, ACTION)
    if source.form == "atomic":
        return lift_sql_body(parse_atomic_body(source.text), ACTION)
    if language == "plpgsql":
        return lift_body(parse_body(source.text), ACTION)
    if language == "sql" or source.form == "return":
        return lift_sql_body(parse_sql_body(source.text), ACTION)
    return foreign_body(source.text, ACTION)


def _action(header: RoutineHeader, body: LiftedBody, above: str | None) -> Action:
    attributes = header.attributes
    return Action(
        name=header.name,
        kind="procedure" if header.procedure else None,
        note="\n".join(part for part in (above, header.note, body.note) if part) or None,
        params=header.params,
        returns=header.returns,
        traits=attributes.written(),
        pragmas=body.pragmas,
        body=None if attributes.form == "quoted" else attributes.form,
        as_=tuple(decode_literal(literal.word) for literal in attributes.literals)
        if attributes.language in _LINKED
        else (),
        label=body.label,
        declare=body.declare,
        steps=body.steps,
        catch=body.catch,
    )


def _param_origins(header: RoutineHeader, shift: int) -> dict[Path, Origin]:
    return {
        (*ACTION, "params", number): Origin(Span(span.start + shift, span.end + shift), "exact")
        for number, span in enumerate(header.spans)
    }
