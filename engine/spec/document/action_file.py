"""A file of one action: `action:` at the top, then the keys of the action themselves."""

from __future__ import annotations

from dataclasses import fields
from typing import Any, Final

from engine.spec.document.action import Action
from engine.spec.document.file import SpecFile
from engine.spec.shapes import slots
from engine.spec.shapes.shape import REQUIRED, SHAPES, Shape, ShapeKey

ACTION: Final = "action"
_FILE_KEYS: Final = frozenset({"module", "schema", "search_path", "actions"})
_SILENT: Final = {field.name: field.default for field in fields(SpecFile) if field.name not in _FILE_KEYS}


def _file_from_keys(**values: Any) -> SpecFile:  # noqa: ANN401  the attributes of a file and of its action
    own = {name: values.pop(name) for name in ("schema", "search_path") if name in values}
    name = values.pop("module")
    return SpecFile(module=name, actions=(Action(name=name, **values),), **own)


HEAD: Final = Shape(
    SpecFile,
    "",
    (
        ShapeKey(ACTION, "module", slots.NameSlot(), REQUIRED),
        *[key for key in SHAPES[SpecFile].keys if key.key in {"schema", "search_path"}],
    ),
)
"""The keys of the file: its title is the name of the action."""

TAIL: Final = SHAPES[Action].without("name").without("schema")
"""The keys of the action, as they are elsewhere."""

ACTION_FILE: Final = Shape(_file_from_keys, "", (*HEAD.keys, *TAIL.keys))
"""All keys of the file, in the order in which they are written."""


def lone_action(spec: SpecFile) -> Action | None:
    """Return the action of a file that holds nothing else and is named after it."""
    if len(spec.actions) != 1 or spec.entity is not None:
        return None
    (action,) = spec.actions
    if action.name != spec.module or action.schema is not None:
        return None
    return None if any(getattr(spec, name) != silent for name, silent in _SILENT.items()) else action
