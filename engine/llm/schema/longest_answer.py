"""How long an answer of a schema can be: everything is bounded, so that a limit can be chosen that cuts no answer."""

import json
from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType

from engine.llm.schema.answer_schema import AnswerSchema, is_nullable, plain_type

PLAIN, ESCAPED = 1, 2  # characters that one character of a text takes
GAP = 2  # a separator and the space after it


def longest_answer(schema: AnswerSchema, character: int = PLAIN) -> int:
    """Return the characters of the longest answer of a schema that was checked."""
    if "enum" in schema:
        return max(len(json.dumps(value)) for value in schema["enum"])
    least = len("null") if is_nullable(schema) else 0
    return max(least, _LENGTHS[plain_type(schema)](schema, character))


def _object(schema: AnswerSchema, character: int) -> int:
    members = (
        len(json.dumps(key)) + GAP + longest_answer(inner, character) for key, inner in schema["properties"].items()
    )
    return len("{}") + _joined(members)


def _array(schema: AnswerSchema, character: int) -> int:
    return len("[]") + _joined([longest_answer(schema["items"], character)] * schema["maxItems"])


def _joined(lengths: Iterable[int]) -> int:
    found = list(lengths)
    return sum(found) + GAP * (len(found) - 1)


def _string(schema: AnswerSchema, character: int) -> int:
    return len('""') + character * schema["maxLength"]


def _integer(schema: AnswerSchema, _character: int) -> int:
    return max(len(str(schema["minimum"])), len(str(schema["maximum"])))


def _boolean(_schema: AnswerSchema, _character: int) -> int:
    return len("false")


_LENGTHS: Mapping[str, Callable[[AnswerSchema, int], int]] = MappingProxyType(
    {"object": _object, "array": _array, "string": _string, "integer": _integer, "boolean": _boolean}
)
