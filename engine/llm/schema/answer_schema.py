"""The restricted JSON schema that every task's answer has.

Objects have a fixed order of keys, all required; what may be absent is nullable. Everything is bounded: a bad model
never ends a string by itself. Anything else is refused: a keyword that is not enforced would be a promise not kept.
"""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from engine.fault import EngineError, Fault

AnswerSchema = Mapping[str, Any]

ANNOTATIONS = frozenset({"type", "title", "description"})
MAX_STRING, MAX_ITEMS, MAX_DEPTH = 2000, 64, 8  # llama.cpp refuses more repetitions and overflows on deep nesting
HINT = "Use the restricted schema of engine/llm/schema/answer_schema.py."


class SchemaError(EngineError):
    """A schema outside of the restricted subset."""


def check_schema(schema: AnswerSchema, path: str = "root", depth: int = 0) -> None:
    """Raise a SchemaError unless the schema is within the subset."""
    if depth > MAX_DEPTH:
        raise refusal(path, f"nested more than {MAX_DEPTH} levels deep")
    if "enum" in schema:
        return _check_enum(schema, path)
    kind = plain_type(schema, path)
    unknown = set(schema) - ANNOTATIONS - _KEYWORDS[kind]
    if unknown:
        raise refusal(path, f"{', '.join(sorted(unknown))} is not enforced")
    return _CHECKS[kind](schema, path, depth)


def plain_type(schema: AnswerSchema, path: str = "root") -> str:
    """Return the type of a schema, without its null."""
    kind = schema.get("type")
    if isinstance(kind, list) and len(kind) == 2 and "null" in kind:
        kind = next((each for each in kind if each != "null"), None)
    if not isinstance(kind, str) or kind not in _KEYWORDS:
        raise refusal(path, f"type {kind!r} is unknown")
    return kind


def is_nullable(schema: AnswerSchema) -> bool:
    """Whether null is an answer too."""
    return isinstance(schema.get("type"), list)


def refusal(path: str, reason: str) -> SchemaError:
    """Return the error of one place of a schema."""
    return SchemaError(Fault("llm.schema", f"The answer schema is refused at {path}: {reason}.", HINT))


def _check_enum(schema: AnswerSchema, path: str) -> None:
    if set(schema) - ANNOTATIONS - {"enum"} or not schema["enum"]:
        raise refusal(path, "an enum has values and nothing else")


def _check_object(schema: AnswerSchema, path: str, depth: int) -> None:
    properties = schema.get("properties", {})
    closed = schema.get("additionalProperties") is False
    if not properties or list(schema.get("required", ())) != list(properties) or not closed:
        raise refusal(path, "an object names all its keys as required, in order, and allows no others")
    for key, inner in properties.items():
        check_schema(inner, f"{path}.{key}", depth + 1)


def _check_array(schema: AnswerSchema, path: str, depth: int) -> None:
    if not 0 <= schema.get("minItems", 0) <= schema.get("maxItems", 0) <= MAX_ITEMS or not schema.get("maxItems"):
        raise refusal(path, f"an array has maxItems of 1 to {MAX_ITEMS}")
    check_schema(schema.get("items", {}), f"{path}[]", depth + 1)


def _check_string(schema: AnswerSchema, path: str, _depth: int) -> None:
    if not 0 <= schema.get("minLength", 0) <= schema.get("maxLength", 0) <= MAX_STRING or not schema.get("maxLength"):
        raise refusal(path, f"a string has maxLength of 1 to {MAX_STRING}")


def _check_integer(schema: AnswerSchema, path: str, _depth: int) -> None:
    if "minimum" not in schema or "maximum" not in schema or schema["minimum"] > schema["maximum"]:
        raise refusal(path, "an integer has a minimum and a maximum")


def _check_nothing(_schema: AnswerSchema, _path: str, _depth: int) -> None:
    """Accept: a boolean has nothing to bound."""


_KEYWORDS: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "object": frozenset({"properties", "required", "additionalProperties"}),
        "array": frozenset({"items", "minItems", "maxItems"}),
        "string": frozenset({"minLength", "maxLength"}),
        "integer": frozenset({"minimum", "maximum"}),
        "boolean": frozenset(),
    }
)
_CHECKS: Mapping[str, Callable[[AnswerSchema, str, int], None]] = MappingProxyType(
    {
        "object": _check_object,
        "array": _check_array,
        "string": _check_string,
        "integer": _check_integer,
        "boolean": _check_nothing,
    }
)
