"""The title and schema of a file, which a file of one action leaves out: the name of the action has both."""

from __future__ import annotations

import re
from dataclasses import fields, replace
from typing import Final

from engine.spec.document.file import SpecFile
from engine.spec.shapes.shape import SHAPES, Shape

_KEYS: Final = frozenset({"schema", "search_path", "actions"})
_SILENT: Final = {field.name: field.default for field in fields(SpecFile) if field.name not in {"module", *_KEYS}}
_PART: Final = r'"(?:[^"]|"")+"|[^".]+'
QUALIFIED: Final = re.compile(rf"({_PART})\.({_PART})")
"""A name with its schema."""

UNTITLED: Final = Shape(SpecFile, "", tuple(key for key in SHAPES[SpecFile].keys if key.key in _KEYS))
"""The shape of a file of one action."""


def without_title(spec: SpecFile) -> SpecFile:
    """Return a file without its title and schema, if it holds one action that can name both."""
    if len(spec.actions) != 1 or any(getattr(spec, name) != silent for name, silent in _SILENT.items()):
        return spec
    (action,) = spec.actions
    name = f"{spec.schema}.{action.name}" if spec.schema else action.name
    short = replace(spec, module=None, schema=None, actions=(replace(action, name=name),))
    return short if restore_title(short) == spec else spec


def restore_title(spec: SpecFile) -> SpecFile | None:
    """Return a file of one action with its title and schema; None if it has another number of actions."""
    if len(spec.actions) != 1:
        return None
    (action,) = spec.actions
    qualified = QUALIFIED.fullmatch(action.name)
    if spec.schema is not None or qualified is None:
        return replace(spec, module=action.name)
    schema, name = qualified.groups()
    return replace(spec, module=name, schema=schema, actions=(replace(action, name=name),))
