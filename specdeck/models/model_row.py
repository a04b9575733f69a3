"""A row of `specdeck models list`."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from engine.llm.local.model_folder import KnownModel

GIB = 2**30


@dataclass(frozen=True, slots=True)
class ModelRow:
    """A local model; without a size where its file cannot be read any more."""

    name: str
    path: str
    is_in_use: bool
    architecture: str
    quantisation: str
    context: int
    size: int

    @property
    def mark(self) -> str:
        return "yes" if self.is_in_use else ""

    @property
    def size_text(self) -> str:
        return f"{self.size / GIB:.2f} GiB" if self.size else "file missing"


def model_row(model: "KnownModel") -> ModelRow:
    """Return the row of a model."""
    header, path = model.header, str(model.path.resolve())
    if header is None:
        return ModelRow(model.name, path, model.is_in_use, "", "", 0, 0)
    return ModelRow(
        model.name, path, model.is_in_use, header.architecture, header.quantisation, header.context, header.size
    )
