"""A sequence, by itself or of an identity column."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pglast import ast

from engine.lift.objects.element_notes import whole_note
from engine.lift.objects.object_names import dotted_name, optional_identifier, quote_identifier
from engine.lift.objects.unsupported_shape import UnsupportedShape, expect_only
from engine.spec.model import SequenceSpec

if TYPE_CHECKING:
    from collections.abc import Iterable

    from engine.lift.objects.ddl import Ddl
    from engine.lift.objects.parsed_node import Parsed

KEYS = {
    "as": "type", "increment": "increment", "minvalue": "min", "maxvalue": "max", "start": "start", "cache": "cache",
    "cycle": "cycle", "owned_by": "owned_by", "sequence_name": "name",
}  # fmt: skip
PERSISTENCE = {"p": None, "u": "unlogged", "t": "temporary"}


def lift_sequence(ddl: Ddl, node: Parsed) -> SequenceSpec:
    """CREATE SEQUENCE."""
    expect_only(node, {"sequence", "options", "if_not_exists"})
    said: dict[str, Any] = sequence_options(ddl, node.options or ())
    if "cycle" in said:
        said["cycle"] = said["cycle"] == "true"
    return SequenceSpec(
        name=quote_identifier(node.sequence.relname),
        schema=optional_identifier(node.sequence.schemaname),
        if_not_exists=bool(node.if_not_exists),
        persistence=PERSISTENCE[node.sequence.relpersistence],
        note=whole_note(ddl),
        **said,
    )


def sequence_options(ddl: Ddl, options: Iterable[Parsed]) -> dict[str, str]:
    """Return the options by key, each as SQL text; `none` for NO MINVALUE and the like."""
    said: dict[str, str] = {}
    for option in options:
        key = KEYS.get(option.defname)
        if key is None or key in said:
            raise UnsupportedShape(f"the sequence option {option.defname}")
        said[key] = _value(ddl, option)
    return said


def _value(ddl: Ddl, option: Parsed) -> str:
    value: Parsed = option.arg
    match value:
        case None:
            return "none"
        case ast.Integer(ival=number):
            return str(number or 0)
        case ast.Float(fval=digits):
            return str(digits)
        case ast.Boolean(boolval=flag):
            if flag:
                return "true"
            return "false"
        case ast.TypeName(location=int(at)):
            first = ddl.at(at)
            return ddl.slice(first, first + 1)
        case tuple() as parts:
            return dotted_name(parts)
        case _:
            raise UnsupportedShape(f"the value of the sequence option {option.defname}")
