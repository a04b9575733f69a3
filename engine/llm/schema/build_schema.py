"""Short constructors of answer schemas, so that a task reads as what it asks for."""

from collections.abc import Mapping
from typing import Any

from engine.llm.schema.answer_schema import AnswerSchema


def record(**properties: AnswerSchema) -> AnswerSchema:
    """An object with these keys, in this order."""
    keys = list(properties)
    return {"type": "object", "additionalProperties": False, "required": keys, "properties": properties}


def text(longest: int, shortest: int = 0) -> Mapping[str, Any]:
    """A text of bounded length."""
    return {"type": "string", "minLength": shortest, "maxLength": longest}


def optional(schema: AnswerSchema) -> Mapping[str, Any]:
    """The schema, or null."""
    return {**schema, "type": [schema["type"], "null"]}


def items(schema: AnswerSchema, most: int, least: int = 0) -> Mapping[str, Any]:
    """A list of bounded length."""
    return {"type": "array", "minItems": least, "maxItems": most, "items": schema}


def number(lowest: int, highest: int) -> Mapping[str, Any]:
    """An integer of a range."""
    return {"type": "integer", "minimum": lowest, "maximum": highest}


def one_of(*values: str) -> Mapping[str, Any]:
    """One of these words."""
    return {"enum": list(values)}


def yes_or_no() -> Mapping[str, Any]:
    """True or false."""
    return {"type": "boolean"}
