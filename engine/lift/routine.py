"""A routine to an action."""

from dataclasses import replace

from pglast import ast

from engine.lift.body import LiftedBody, foreign_body, lift_body, lift_sql_body
from engine.lift.header import Header, read_header
from engine.lift.lifted import Lifted
from engine.lift.lifting import UnliftableError
from engine.lift.literals import decoded
from engine.lift.marks import has_marks, marks_of, without_marks
from engine.lift.origin import Origin, Path
from engine.lift.ownership import relations
from engine.plpgsql import parse_atomic_body, parse_body, parse_sql_body
from engine.plpgsql.lexer import tokenize
from engine.source.routine import RoutineBody, routine_body
from engine.source.span import Span
from engine.source.unit import Unit
from engine.spec.action import Action
from engine.spec.file import SpecFile

ACTION: Path = ("actions", 0)
_LINKED = frozenset({"c", "internal"})


def lift_routine(unit: Unit, above: str | None = None) -> Lifted:
    """The action of a routine that parsed; `above` is what the comment right above it says.

    UnliftableError where the header itself has no shape.
    """
    if not isinstance(unit.node, ast.CreateFunctionStmt):
        raise UnliftableError("it is not a CREATE FUNCTION or CREATE PROCEDURE that parsed")
    if not has_marks(unit):
        return _lift(unit, unit.node, above)
    marks = marks_of(unit)
    plain = without_marks(unit, marks) if marks else None
    if marks is None or plain is None or not isinstance(plain.node, ast.CreateFunctionStmt):
        raise UnliftableError("it holds marks that a template or psql replaces")
    lifted = _lift(plain, plain.node, above)
    return replace(lifted, spec=marks.restored_in(lifted.spec))


def _lift(unit: Unit, statement: ast.CreateFunctionStmt, above: str | None) -> Lifted:
    tokens, comments = tokenize(unit.text)
    header = read_header(unit.text, tokens, comments, statement)
    source = routine_body(unit)
    body = _lift_body(source, header.attributes.language)
    action = _action(header, body, above)
    spec = SpecFile(module=header.name, schema=header.schema, actions=(action,))
    origins: dict[Path, Origin] = {ACTION: Origin(unit.span, "exact"), **_param_origins(header, unit.span.start)}
    if source:
        origins |= {path: Origin(_placed(source, origin.span), origin.kind) for path, origin in body.origins.items()}
    return Lifted(spec, origins, body.counts, relations(body.tokens), body.refused)


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


def _placed(source: RoutineBody, span: Span) -> Span:
    """The characters of the file that a span of the body was decoded from; its last one may be a doubled quote."""
    last = max(span.end - 1, span.start)
    return Span(source.place(span.start), source.place(last) + 1)


def _action(header: Header, body: LiftedBody, above: str | None) -> Action:
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
        as_=tuple(decoded(literal.word) for literal in attributes.literals) if attributes.language in _LINKED else (),
        label=body.label,
        declare=body.declare,
        steps=body.steps,
        catch=body.catch,
    )


def _param_origins(header: Header, shift: int) -> dict[Path, Origin]:
    return {
        (*ACTION, "params", number): Origin(Span(span.start + shift, span.end + shift), "exact")
        for number, span in enumerate(header.spans)
    }
