"""What every embedder offers, whatever it runs on."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


class Embedder(Protocol):
    """Texts to vectors of length 1; vectors of different `id` cannot be compared."""

    @property
    def id(self) -> str:
        """The model and its version."""

    @property
    def dimensions(self) -> int:
        """The length of a vector."""

    def embed(self, texts: Sequence[str]) -> "NDArray[np.float32]":
        """Return a vector a text, as rows."""
