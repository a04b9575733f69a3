"""Plain data as YAML that every loader reads as the same texts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from engine.spec.syntax.yaml_scalars import double_quoted, is_plain, one_line

Plain = str | Mapping[str, "Plain"] | Sequence["Plain"]
_RESOLVED_AS_WRITTEN = ("true", "false")


def yaml_from_data(data: Mapping[str, Plain]) -> str:
    """Return a mapping in block style; every scalar is a text for every loader."""
    return "".join(f"{line}\n" for line in _mapping(data, ""))


def _mapping(data: Mapping[str, Plain], pad: str) -> Iterator[str]:
    for key, value in data.items():
        if isinstance(value, str):
            yield f"{pad}{_scalar(key)}: {_scalar(value)}"
        else:
            yield f"{pad}{_scalar(key)}:" if value else f"{pad}{_scalar(key)}: []"
            yield from _collection(value, f"{pad}  ")


def _collection(data: Mapping[str, Plain] | Sequence[Plain], pad: str) -> Iterator[str]:
    if isinstance(data, Mapping):
        yield from _mapping(data, pad)
        return
    for item in data:
        if isinstance(item, Mapping):
            first, *rest = _mapping(item, f"{pad}  ")
            yield f"{pad}- {first.lstrip()}"
            yield from rest


def _scalar(text: str) -> str:
    if is_plain(text):
        if text in _RESOLVED_AS_WRITTEN or text.isdigit():
            return f'"{text}"'
        return text
    return one_line(text) or double_quoted(text)
