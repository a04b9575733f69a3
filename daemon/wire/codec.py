"""Frozen dataclasses to JSON and back. Keys from a newer peer are ignored; a missing or wrong one is refused."""

import dataclasses
import functools
import json
import types
import typing
from collections.abc import Callable, Mapping
from enum import Enum
from typing import Any, TypeVar, get_args, get_origin

from daemon.wire.errors import MalformedError

Kind = TypeVar("Kind")
Reader = Callable[[Any], Any]
VERSION_HINT = "The peer may be of another version: specdeck daemon restart"


def json_bytes(value: object) -> bytes:
    """Return the JSON text of a wire value, as it is sent."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), default=_shallow).encode()


def to_json(value: object) -> Any:  # noqa: ANN401  any JSON value
    """Return a wire value, or a collection of them, as plain JSON values."""
    return json.loads(json_bytes(value))


def from_json(kind: type[Kind], data: object) -> Kind:
    """Return a wire value of this kind from plain JSON values; an error names the wrong field."""
    try:
        return _reader(kind)(data)
    except _MisfitError as misfit:
        raise MalformedError(f"{kind.__name__}{misfit.where} {misfit.what}.", VERSION_HINT) from misfit


def from_json_text(kind: type[Kind], body: bytes | str) -> Kind:
    """Return a wire value of this kind from JSON text."""
    try:
        data = json.loads(body)
    except ValueError as error:
        raise MalformedError(f"The message is not JSON (expected: {kind.__name__}).", VERSION_HINT) from error
    return from_json(kind, data)


class _MisfitError(Exception):
    """What does not fit, and where. The path is built while the error propagates, so valid values pay nothing."""

    def __init__(self, what: str, where: str = "") -> None:
        super().__init__(what)
        self.what = what
        self.where = where

    def within(self, part: str) -> "_MisfitError":
        return _MisfitError(self.what, part + self.where)


def _shallow(value: object) -> object:
    """Convert one level of a value that JSON does not know; the encoder asks again for nested ones."""
    if dataclasses.is_dataclass(value):
        return {name: getattr(value, name) for name in _names(type(value))}
    if isinstance(value, Mapping):
        return dict(value)
    raise TypeError(f"{type(value).__name__} cannot be sent")


@functools.cache
def _names(kind: type) -> tuple[str, ...]:
    return tuple(field.name for field in dataclasses.fields(kind))


@functools.cache
def _reader(kind: Any) -> Reader:  # noqa: ANN401  any annotation
    origin = get_origin(kind)
    if origin in (typing.Union, types.UnionType):
        return _optional(kind)
    if origin is tuple:
        return _items(_reader(get_args(kind)[0]))
    if origin is Mapping:
        return _mapping(_reader(get_args(kind)[1]))
    if kind is Any or kind is object:
        return _anything
    if dataclasses.is_dataclass(kind):
        return _record(kind)
    if issubclass(kind, Enum):
        return _choice(kind)
    return _scalar(kind)


def _optional(kind: Any) -> Reader:  # noqa: ANN401  X | None
    (member,) = (each for each in get_args(kind) if each is not type(None))
    read = _reader(member)
    return lambda data: None if data is None else read(data)


def _items(read: Reader) -> Reader:
    def items(data: object) -> tuple[Any, ...]:
        found = []
        for number, item in enumerate(_scalar(list)(data)):
            try:
                found.append(read(item))
            except _MisfitError as misfit:
                raise misfit.within(f"[{number}]") from None
        return tuple(found)

    return items


def _mapping(read: Reader) -> Reader:
    def mapping(data: object) -> dict[str, Any]:
        found = {}
        for key, item in _scalar(dict)(data).items():
            try:
                found[key] = read(item)
            except _MisfitError as misfit:
                raise misfit.within(f".{key}") from None
        return found

    return mapping


def _record(kind: Any) -> Reader:  # noqa: ANN401  a dataclass
    hints, missing = typing.get_type_hints(kind), dataclasses.MISSING
    fields = [
        (field.name, _reader(hints[field.name]), field.default is missing and field.default_factory is missing)
        for field in dataclasses.fields(kind)
    ]

    def record(data: object) -> object:
        given, values = _scalar(dict)(data), {}
        for name, read, required in fields:
            if name in given:
                try:
                    values[name] = read(given[name])
                except _MisfitError as misfit:
                    raise misfit.within(f".{name}") from None
            elif required:
                raise _MisfitError(f"has no {name!r}")
        try:
            return kind(**values)
        except ValueError as error:
            raise _MisfitError(f"is not valid: {error}") from error

    return record


def _choice(kind: type[Enum]) -> Reader:
    known = {member.value: member for member in kind}

    def choice(data: object) -> Enum:
        if isinstance(data, str) and data in known:
            return known[data]
        raise _MisfitError(f"is {data!r}, not one of {', '.join(map(str, known))}")

    return choice


@functools.cache
def _scalar(kind: type) -> Reader:
    # JSON writes 1.0 as 1, and in Python True is an int.
    accepted = (float, int) if kind is float else (kind,)

    def scalar(data: object) -> Any:  # noqa: ANN401  returned unchanged
        if type(data) not in accepted:
            raise _MisfitError(f"is {type(data).__name__}, not {kind.__name__}")
        return data

    return scalar


def _anything(data: object) -> object:
    return data
