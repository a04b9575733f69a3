"""The shape of a command's --json output, declared beside the command and published as JSON Schema."""

import dataclasses
import types
import typing
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import Enum
from importlib import import_module
from typing import Any, Literal, TypeVar

Count = Literal["one object", "one object or null", "an array", "one object a line"]
Command = TypeVar("Command", bound=Callable[..., Any])

_SCALARS: dict[object, str] = {str: "string", bool: "boolean", int: "integer", float: "number", type(None): "null"}


@dataclass(frozen=True, slots=True)
class OutputShape:
    """A dataclass and how many of it are printed; named as `module:Name`, so that it is imported only on demand."""

    name: str
    count: Count

    @property
    def kind(self) -> type:
        """The dataclass."""
        module, _, name = self.name.partition(":")
        return getattr(import_module(module), name)

    def json_schema(self) -> dict[str, Any]:
        """Return the JSON Schema of the output, or of one of its lines."""
        schema = schema_from_type(self.kind)
        if self.count == "an array":
            return {"type": "array", "items": schema}
        if self.count == "one object or null":
            return schema | {"type": ["object", "null"]}
        return schema


_DECLARED: dict[object, OutputShape] = {}


def prints(name: str, count: Count = "one object") -> Callable[[Command], Command]:
    """Declare what a command prints with --json."""

    def declare(command: Command) -> Command:
        _DECLARED[command] = OutputShape(name, count)
        return command

    return declare


def declared_shape(command: object) -> OutputShape | None:
    """Return the declared shape of a command."""
    return _DECLARED.get(command)


def schema_from_type(kind: Any) -> dict[str, Any]:  # noqa: ANN401 - whatever an annotation may be
    """Return the JSON Schema of an annotation."""
    if kind in _SCALARS:
        return {"type": _SCALARS[kind]}
    if dataclasses.is_dataclass(kind):
        return _of_dataclass(kind)
    if isinstance(kind, type) and issubclass(kind, Enum):
        return {"enum": [member.value for member in kind]}
    return _of_container(kind)


def _of_dataclass(kind: Any) -> dict[str, Any]:  # noqa: ANN401 - a dataclass
    hints = typing.get_type_hints(kind)
    properties = {field.name: schema_from_type(hints[field.name]) for field in dataclasses.fields(kind)}
    return {"type": "object", "additionalProperties": False, "required": list(properties), "properties": properties}


def _of_container(kind: Any) -> dict[str, Any]:  # noqa: ANN401 - a generic annotation
    origin, arguments = typing.get_origin(kind), typing.get_args(kind)
    if origin in (typing.Union, types.UnionType):
        return {"anyOf": [schema_from_type(argument) for argument in arguments]}
    if origin in (tuple, list):
        return {"type": "array", "items": schema_from_type(arguments[0])}
    if origin is Literal:
        return {"enum": list(arguments)}
    if origin in (dict, Mapping):
        return {"type": "object", "additionalProperties": schema_from_type(arguments[1])}
    return {}
