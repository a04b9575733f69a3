"""The sides of the tree: what is written, what is read, and what only computes."""

from __future__ import annotations

from enum import Enum

from engine.export.spec_names import bare_name
from engine.spec.document.file import SpecFile

_READ_TABLES = ("tv_", "mv_", "v_", "vw_")


class TreeLayer(Enum):
    """The first two digits of a code, and the folder they name."""

    WRITE_SIDE = "01"
    READ_SIDE = "02"
    FUNCTIONS = "03"

    @property
    def folder(self) -> str:
        return f"{self.value}_{self.name.lower()}"


def tree_layer(spec: SpecFile) -> TreeLayer:
    """The side a spec belongs to: tables are written, views and `tv_` tables are read."""
    if spec.entity is not None and not bare_name(spec).startswith(_READ_TABLES) and (spec.fields or not spec.views):
        return TreeLayer.WRITE_SIDE
    return TreeLayer.READ_SIDE if spec.views or spec.entity is not None else TreeLayer.FUNCTIONS
