"""The sides of the tree: what is written, what is read, and what only computes."""

from __future__ import annotations

from enum import Enum

from engine.export.name import bare_name
from engine.spec.file import SpecFile

_READ_TABLES = ("tv_", "mv_", "v_", "vw_")


class Layer(Enum):
    """The first two digits of a code, and the folder they name."""

    WRITE_SIDE = "01"
    READ_SIDE = "02"
    FUNCTIONS = "03"

    @property
    def folder(self) -> str:
        return f"{self.value}_{self.name.lower()}"


def layer_of(spec: SpecFile) -> Layer:
    """The side a spec belongs to: tables are written, views and `tv_` tables are read."""
    if spec.entity is not None and not bare_name(spec).startswith(_READ_TABLES) and (spec.fields or not spec.views):
        return Layer.WRITE_SIDE
    return Layer.READ_SIDE if spec.views or spec.entity is not None else Layer.FUNCTIONS
