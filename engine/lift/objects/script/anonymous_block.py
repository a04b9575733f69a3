"""DO: a block of PL/pgSQL that runs once, lifted like the body of a routine."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.lift.lift_result import LiftResult
from engine.lift.objects.element_notes import join_notes, whole_note
from engine.lift.objects.object_names import title_from_name
from engine.lift.objects.unsupported_shape import UnsupportedShape
from engine.lift.origin import Origin, Path
from engine.lift.routines.body import lift_body
from engine.plpgsql import parse_body
from engine.source.routine_body import routine_body
from engine.spec.model import AnonymousBlockSpec, SpecFile

if TYPE_CHECKING:
    from engine.lift.objects.ddl import Ddl
    from engine.source.unit import Unit

ENTRY: Path = ("statements", 0)


def lift_anonymous_block(unit: Unit, ddl: Ddl) -> LiftResult:
    """Lift DO; a block in another language, or one that was not understood, is kept whole."""
    source = routine_body(unit)
    if source is None or unit.language != "plpgsql":
        raise UnsupportedShape("an anonymous block in a language without steps")
    body = lift_body(parse_body(source.text), (*ENTRY, "do"))
    if body.refused:
        raise UnsupportedShape(body.refused)
    block = AnonymousBlockSpec(
        language=_language(ddl),
        pragmas=body.pragmas,
        label=body.label,
        declare=body.declare,
        steps=body.steps,
        catch=body.catch,
        note=join_notes(whole_note(ddl), body.note),
    )
    origins: dict[Path, Origin] = {ENTRY: Origin(unit.span, "exact")}
    origins |= {path: Origin(source.placed(found.span), found.kind) for path, found in body.origins.items()}
    return LiftResult(SpecFile(module=title_from_name(unit.kind), statements=(block,)), origins, body.counts)


def _language(ddl: Ddl) -> str | None:
    word = ddl.seek("LANGUAGE")
    if word is None:
        return None
    return ddl.slice(word + 1, word + 2)
