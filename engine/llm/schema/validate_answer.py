"""Check an answer against its schema, independently of the grammar: whatever a model says is validated.

Each message names the place and what was expected, so that a repair can be driven by it.
"""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from engine.llm.schema.answer_schema import AnswerSchema, is_nullable, plain_type

MAX_ANSWER = 200_000  # characters; a longer text is refused before it is parsed
MAX_MESSAGES = 20


@dataclass(frozen=True, slots=True)
class ValidatedAnswer:
    """The value of a text, or what is wrong with it."""

    value: Any
    messages: tuple[str, ...] = ()

    @property
    def ok(self) -> bool:
        return not self.messages


def validate_answer(schema: AnswerSchema, text: str) -> ValidatedAnswer:
    """Return the answer's value, or the messages that a repair needs."""
    if len(text) > MAX_ANSWER:
        return ValidatedAnswer(None, (f"the answer has {len(text):,} characters; at most {MAX_ANSWER:,} are read",))
    try:
        value = json.loads(text, object_pairs_hook=_unique, parse_constant=_refuse_constant)
    except RecursionError:
        return ValidatedAnswer(None, ("the answer is nested too deeply",))
    except ValueError as error:
        return ValidatedAnswer(None, (f"the answer is not JSON: {error}",))
    messages = tuple(_wrong(schema, value, "answer"))[:MAX_MESSAGES]
    return ValidatedAnswer(None if messages else value, messages)


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Return an object; a key that occurs twice is an error, since readers disagree on which one counts."""
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a key occurs twice")
    return found


def _refuse_constant(name: str) -> None:
    raise ValueError(f"{name} is not JSON")


def _wrong(schema: AnswerSchema, value: object, path: str) -> Iterator[str]:
    """Yield a message for each place that the schema does not allow."""
    if "enum" in schema:
        if not any(type(value) is type(each) and value == each for each in schema["enum"]):
            yield f"{path} is one of {json.dumps(schema['enum'])}"
        return
    if value is None and is_nullable(schema):
        return
    yield from _CHECKS[plain_type(schema)](schema, value, path)


def _object(schema: AnswerSchema, value: object, path: str) -> Iterator[str]:
    keys = list(schema["properties"])
    if not isinstance(value, dict) or list(value) != keys:
        yield f"{path} is an object with the keys {', '.join(keys)}, in this order"
        return
    for key, inner in schema["properties"].items():
        yield from _wrong(inner, value[key], f"{path}.{key}")


def _array(schema: AnswerSchema, value: object, path: str) -> Iterator[str]:
    least, most = schema.get("minItems", 0), schema["maxItems"]
    if not isinstance(value, list) or not least <= len(value) <= most:
        yield f"{path} is a list of {least} to {most} items"
        return
    for number, item in enumerate(value):
        yield from _wrong(schema["items"], item, f"{path}[{number}]")


def _string(schema: AnswerSchema, value: object, path: str) -> Iterator[str]:
    least, most = schema.get("minLength", 0), schema["maxLength"]
    if not isinstance(value, str) or not least <= len(value) <= most:
        yield f"{path} is a text of {least} to {most} characters"
    elif any("\ud800" <= character <= "\udfff" or character == "\0" for character in value):
        yield f"{path} has a character that no text can hold"


def _integer(schema: AnswerSchema, value: object, path: str) -> Iterator[str]:
    if type(value) is not int or not schema["minimum"] <= value <= schema["maximum"]:
        yield f"{path} is an integer from {schema['minimum']} to {schema['maximum']}"


def _boolean(_schema: AnswerSchema, value: object, path: str) -> Iterator[str]:
    if not isinstance(value, bool):
        yield f"{path} is true or false"


_CHECKS: Mapping[str, Callable[[AnswerSchema, object, str], Iterator[str]]] = MappingProxyType(
    {"object": _object, "array": _array, "string": _string, "integer": _integer, "boolean": _boolean}
)
