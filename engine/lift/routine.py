"""A routine to an action."""

from pglast import ast

from engine.lift.body import LiftedBody, foreign_body, lift_body, lift_return_body, lift_sql_body
from engine.lift.body_text import BodyText, body_text
from engine.lift.header import Header, HeaderReader
from engine.lift.lifted import Lifted
from engine.lift.lifting import Origin, Path, UnliftableError
from engine.lift.literals import decoded
from engine.lift.ownership import relations
from engine.plpgsql import parse_body, parse_sql_body
from engine.plpgsql.lexer import tokenize
from engine.plpgsql.tree import Token
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
    statement = unit.node
    if not isinstance(statement, ast.CreateFunctionStmt):
        raise UnliftableError("it is not a CREATE FUNCTION or CREATE PROCEDURE that parsed")
    tokens, comments = tokenize(unit.text)
    header = HeaderReader(unit.text, tokens, comments).read(statement)
    body, place = _lift_body(unit, header, tokens)
    action = _action(header, body, above)
    spec = SpecFile(module=header.name, schema=header.schema, actions=(action,))
    origins: dict[Path, Origin] = {ACTION: Origin(unit.span, "exact"), **_param_origins(header, unit.span.start)}
    for path, origin in body.origins.items():
        origins[path] = Origin(place.place(origin.span), origin.kind)
    return Lifted(spec, origins, body.counts, relations(body.tokens), body.refused)


def _lift_body(unit: Unit, header: Header, tokens: tuple[Token, ...]) -> tuple[LiftedBody, BodyText]:
    if header.form != "quoted":
        return _lift_standing_body(unit, header, tokens)
    language = header.traits.get("language", "")
    if not header.literals or language in _LINKED:
        return foreign_body(None, ACTION), BodyText("", ((0, unit.span.start),), unit.span.end)
    literal = header.literals[0]
    text = body_text(unit.text[literal.start : literal.end], unit.span.start + literal.start)
    if language == "plpgsql":
        return lift_body(parse_body(text.text), ACTION), text
    if language == "sql":
        return lift_sql_body(parse_sql_body(text.text), ACTION), text
    return foreign_body(text.text, ACTION), text


def _lift_standing_body(unit: Unit, header: Header, tokens: tuple[Token, ...]) -> tuple[LiftedBody, BodyText]:
    """A body that is no literal: `BEGIN ATOMIC … END` or `RETURN expression`."""
    start = header.end
    last = tokens[-2] if tokens[-1].word == ";" else tokens[-1]
    end = last.start if header.form == "atomic" else last.end
    text = unit.text[start:end]
    lift = lift_sql_body if header.form == "atomic" else lift_return_body
    shift = unit.span.start + start
    return lift(parse_sql_body(text), ACTION), BodyText(text, ((0, shift),), shift + len(text))


def _action(header: Header, body: LiftedBody, above: str | None) -> Action:
    linked = header.traits.get("language") in _LINKED
    return Action(
        name=header.name,
        kind="procedure" if header.procedure else None,
        note="\n".join(part for part in (above, header.note, body.note) if part) or None,
        params=header.params,
        returns=header.returns,
        traits=header.written(),
        pragmas=body.pragmas,
        body=None if header.form == "quoted" else header.form,
        as_=tuple(decoded(literal.word) for literal in header.literals) if linked else (),
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
