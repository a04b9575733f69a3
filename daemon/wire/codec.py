"""Frozen dataclasses to JSON and back. Keys from a newer peer are ignored; a missing or wrong one is refused."""

import dataclasses
import functools
import json
import types
import typing
from collections.abc import Mapping
from enum import Enum
from typing import Any, TypeVar, get_args, get_origin

from daemon.wire.errors import MalformedError

Kind = TypeVar("Kind")
UPGRADE = "The peer may be of another version: specdeck daemon restart"


def to_json(value: Any) -> Any:  # noqa: ANN401  any JSON value
    """The JSON form of a wire value, or of a collection of them."""
    if isinstance(value, Enum):
        return value.value
    if dataclasses.is_dataclass(value):
        return {name: to_json(getattr(value, name)) for name in _fields(type(value))}
    if isinstance(value, Mapping):
        return {key: to_json(item) for key, item in value.items()}
    if isinstance(value, tuple | list):
        return [to_json(item) for item in value]
    return value


def text(value: Any) -> bytes:  # noqa: ANN401  any wire value
    """The JSON text of a wire value, as it is sent."""
    return json.dumps(to_json(value), ensure_ascii=False, separators=(",", ":")).encode()


def from_json(kind: type[Kind], data: object) -> Kind:
    """Read a wire value of this kind; what does not fit is refused by name."""
    return _read(kind, data, kind.__name__)


def from_text(kind: type[Kind], body: bytes | str) -> Kind:
    """Read a wire value of this kind from JSON text."""
    try:
        data = json.loads(body)
    except ValueError as error:
        raise MalformedError(f"A {kind.__name__} was expected, and no JSON came.", UPGRADE) from error
    return from_json(kind, data)


def _read(kind: Any, data: object, where: str) -> Any:  # noqa: ANN401  whatever the annotation says
    origin = get_origin(kind)
    if origin in (typing.Union, types.UnionType):
        return _read_union(kind, data, where)
    if origin is tuple:
        item = get_args(kind)[0]
        return tuple(_read(item, each, f"{where}[{n}]") for n, each in enumerate(_expect(list, data, where)))
    if origin is Mapping:
        item = get_args(kind)[1]
        return {key: _read(item, each, f"{where}.{key}") for key, each in _expect(dict, data, where).items()}
    if kind is Any or kind is object:
        return data
    if dataclasses.is_dataclass(kind):
        return _read_dataclass(kind, _expect(dict, data, where), where)
    if issubclass(kind, Enum):
        return _read_enum(kind, data, where)
    return _expect(kind, data, where)


def _read_dataclass(kind: Any, data: dict[str, object], where: str) -> Any:  # noqa: ANN401  a dataclass
    values = {}
    for name, (annotation, required) in _fields(kind).items():
        if name in data:
            values[name] = _read(annotation, data[name], f"{where}.{name}")
        elif required:
            raise MalformedError(f"{where} has no {name!r}.", UPGRADE)
    try:
        return kind(**values)
    except ValueError as error:
        raise MalformedError(f"{where}: {error}") from error


def _read_union(kind: Any, data: object, where: str) -> Any:  # noqa: ANN401  one of its members
    if data is None and type(None) in get_args(kind):
        return None
    (member,) = (each for each in get_args(kind) if each is not type(None))
    return _read(member, data, where)


def _read_enum(kind: type[Enum], data: object, where: str) -> Enum:
    try:
        return kind(data)
    except ValueError as error:
        known = ", ".join(str(member.value) for member in kind)
        raise MalformedError(f"{where} is {data!r}, not one of {known}.", UPGRADE) from error


def _expect(kind: type[Kind], data: object, where: str) -> Kind:
    if kind is float and type(data) is int:
        return data  # pyrefly: ignore[bad-return]  JSON writes 1.0 as 1
    if not isinstance(data, kind) or (kind is int and isinstance(data, bool)):
        raise MalformedError(f"{where} is {type(data).__name__}, not {kind.__name__}.", UPGRADE)
    return data


@functools.cache
def _fields(kind: type) -> dict[str, tuple[Any, bool]]:
    """Each field's annotation, and whether a message must carry it."""
    hints = typing.get_type_hints(kind)
    missing = dataclasses.MISSING
    return {
        field.name: (hints[field.name], field.default is missing and field.default_factory is missing)
        for field in dataclasses.fields(kind)
    }
