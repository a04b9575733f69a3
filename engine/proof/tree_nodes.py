"""Walk the nodes of a PL/pgSQL tree."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import Any

from engine.plpgsql.tree import Fragment


def walk_nodes(value: Any) -> Iterator[Any]:  # noqa: ANN401 - every part of a tree
    """Yield the nodes of a tree in the order of the text; fragments are not entered."""
    if isinstance(value, tuple):
        for entry in value:
            yield from walk_nodes(entry)
    elif is_dataclass(value):
        yield value
        if not isinstance(value, Fragment):
            for field in fields(value):
                yield from walk_nodes(getattr(value, field.name))
