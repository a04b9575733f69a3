"""The layers of an export: write side, read side, and functions."""

from __future__ import annotations

from enum import Enum

from engine.export.spec_names import bare_name
from engine.spec.document.file import SpecFile

_READ_TABLES = ("tv_", "mv_", "v_", "vw_")


class TreeLayer(Enum):
    """The first two digits of a code, and the folder that they name."""

    WRITE_SIDE = "01"
    READ_SIDE = "02"
    FUNCTIONS = "03"

    @property
    def folder(self) -> str:
        return f"{self.value}_{self.name.lower()}"


def tree_layer(spec: SpecFile) -> TreeLayer:
    """Return the layer of a spec: tables are on the write side, views and `tv_` tables on the read side."""
    if spec.entity is not None and not bare_name(spec).startswith(_READ_TABLES) and (spec.fields or not spec.views):
        return TreeLayer.WRITE_SIDE
    if spec.views or spec.entity is not None:
        return TreeLayer.READ_SIDE
    return TreeLayer.FUNCTIONS
