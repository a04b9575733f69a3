"""The title of a file, which a file of one action leaves out: it is the name of the action."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import Final

from engine.spec.document.file import SpecFile
from engine.spec.shapes.shape import SHAPES, Shape

_KEYS: Final = frozenset({"schema", "search_path", "actions"})
_SILENT: Final = {field.name: field.default for field in fields(SpecFile) if field.name not in {"module", *_KEYS}}

UNTITLED: Final = Shape(SpecFile, "", tuple(key for key in SHAPES[SpecFile].keys if key.key in _KEYS))
"""The shape of a file of one action."""


def without_title(spec: SpecFile) -> SpecFile:
    """Return a file without its title, if that is the name of the only thing in it."""
    if len(spec.actions) != 1 or spec.module != spec.actions[0].name:
        return spec
    holds_more = any(getattr(spec, name) != silent for name, silent in _SILENT.items())
    if holds_more:
        return spec
    return replace(spec, module=None)


def restore_title(spec: SpecFile) -> SpecFile | None:
    """Return a file of one action with its title; None if it has another number of actions."""
    if len(spec.actions) == 1:
        return replace(spec, module=spec.actions[0].name)
    return None
