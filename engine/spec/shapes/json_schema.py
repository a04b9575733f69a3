"""The JSON Schema of SpecQL for editors, derived from the shapes that the reader and writer use."""

from __future__ import annotations

from typing import Any

from engine.spec.document.conditional_step import CONDITION_KEYS, CONDITIONAL_KINDS, EXISTS_KEYS
from engine.spec.document.file import SpecFile
from engine.spec.document.title import UNTITLED
from engine.spec.shapes import slots
from engine.spec.shapes.shape import REQUIRED, SHAPES, KeyGroup, Shape, ShapeFamily, ShapeKey
from engine.spec.shapes.slots import Slot
from engine.spec.steps.if_ import IfStep
from engine.spec.steps.step import Step

Json = dict[str, Any]

_SCALAR: Json = {"type": ["string", "number", "boolean"]}
"""A text: editors read `42` and `true` as numbers and booleans."""


def json_schema() -> Json:
    """The schema of a SpecQL file. It knows the keys; only the reader knows how a text may be quoted."""
    definitions: Json = {}
    _define_record(SpecFile, definitions)
    untitled = _mapping(UNTITLED, definitions)
    untitled["properties"]["actions"] |= {"minItems": 1, "maxItems": 1}
    definitions["OneAction"] = {"description": "A file of one action.", **untitled, "required": ["actions"]}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "SpecQL",
        "description": "A business entity, its tables and its actions, as Specdeck reads and writes them.",
        "anyOf": [{"$ref": f"#/$defs/{SpecFile.__name__}"}, {"$ref": "#/$defs/OneAction"}],
        "$defs": dict(sorted(definitions.items())),
    }


def _define_record(made: type, definitions: Json) -> Json:
    if made.__name__ not in definitions:
        definitions[made.__name__] = {}  # a shape may hold itself
        definitions[made.__name__] = {"description": made.__doc__, **_mapping(SHAPES[made], definitions)}
        if issubclass(made, Step) and SHAPES[made].kind in CONDITIONAL_KINDS:
            definitions[made.__name__]["properties"] |= dict.fromkeys(sorted(CONDITION_KEYS), _SCALAR)
        if made is IfStep:
            _allow_existence(definitions[made.__name__])
    return {"$ref": f"#/$defs/{made.__name__}"}


def _allow_existence(branches: Json) -> None:
    """Let `if_exists` or `unless_exists` be in place of `if`."""
    branches["properties"] |= dict.fromkeys(EXISTS_KEYS, _SCALAR)
    branches["required"].remove("if")
    branches["oneOf"] = [{"required": [key]} for key in ("if", *EXISTS_KEYS)]


def _define_family(family: type[ShapeFamily], definitions: Json) -> Json:
    if family.__name__ not in definitions:
        definitions[family.__name__] = {}
        shapes = [_define_record(made, definitions) for _, made in sorted(family.kinds.items())]
        definitions[family.__name__] = {"description": family.__doc__, "anyOf": shapes}
    return {"$ref": f"#/$defs/{family.__name__}"}


def _mapping(shape: Shape | KeyGroup, definitions: Json) -> Json:
    kind = shape.kind if isinstance(shape, Shape) else ""
    required = [
        key.key for key in shape.keys if isinstance(key, KeyGroup) or key.default is REQUIRED or key.key == kind
    ]
    return {
        "type": "object",
        "properties": {key.key: _property(key, kind, definitions) for key in shape.keys},
        "additionalProperties": False,
        **({"required": required} if required else {}),
        **(_rules(shape) if isinstance(shape, Shape) else {}),
    }


def _property(key: ShapeKey | KeyGroup, kind: str, definitions: Json) -> Json:
    if isinstance(key, KeyGroup):
        return _mapping(key, definitions)
    if isinstance(key.slot, slots.FlagSlot) and isinstance(key.default, bool):
        return {"const": key.default if key.key == kind else not key.default}
    return _value(key.slot, definitions)


def _rules(shape: Shape) -> Json:
    rules: list[Json] = [{"not": {"required": list(pair)}} for pair in shape.not_both]
    if shape.one_of:
        rules.append({"oneOf": [{"required": [name]} for name in shape.one_of]})
    needs = {name: [other for one, other in shape.needs if one == name] for name, _ in shape.needs}
    return {**({"allOf": rules} if rules else {}), **({"dependentRequired": needs} if needs else {})}


def _shapes(item: slots.RecordSlot | slots.VariantSlot) -> list[type]:
    if isinstance(item, slots.RecordSlot):
        return [item.shape]
    return [made for _, made in sorted(item.family.kinds.items())]


def _value(slot: Slot, definitions: Json) -> Json:  # noqa: C901 one case a slot kind
    match slot:
        case slots.WordSlot(words, empty):
            return {"enum": [*words, None] if empty else list(words)}
        case slots.FlagSlot():
            return {"type": "boolean"}
        case slots.NumberSlot():
            return {"type": "integer", "minimum": 0}
        case slots.NothingSlot():
            return {"type": "null"}
        case slots.ListSlot(item):
            return {"type": "array", "items": _value(item, definitions)}
        case slots.OneOrManySlot(item):
            one = _value(item, definitions)
            return {"anyOf": [one, {"type": "array", "items": one, "minItems": 2}]}
        case slots.MappingSlot(_, value):
            return {"type": "object", "additionalProperties": _value(value, definitions)}
        case slots.EitherSlot(scalar, record):
            return {"anyOf": [_value(scalar, definitions), _value(record, definitions)]}
        case slots.KeyedSlot(made):
            long = {"description": made.__doc__, **_mapping(SHAPES[made].without("name"), definitions)}
            return {"type": "object", "additionalProperties": {"anyOf": [_SCALAR, long]}}
        case slots.ArmsSlot(made):
            steps = _property(next(key for key in SHAPES[made].keys if key.key == "then"), "", definitions)
            long = _mapping(SHAPES[made].without("key"), definitions)
            return {"type": "object", "additionalProperties": {"anyOf": [steps, long]}, "minProperties": 1}
        case slots.NamedSlot(item):
            one = _value(item, definitions)
            long = [_mapping(SHAPES[made].without("name"), definitions) for made in _shapes(item)]
            by_name = {"type": "object", "additionalProperties": {"anyOf": [_SCALAR, *long]}}
            return {"anyOf": [by_name, {"type": "array", "items": one}]}
        case slots.RecordSlot(made):
            return _define_record(made, definitions)
        case slots.VariantSlot(family):
            return _define_family(family, definitions)
        case slots.SqlSlot(empty=True):
            return {"type": [*_SCALAR["type"], "null"]}
    return _SCALAR
