"""Units that a model has not read yet. It reads a few at a time, so that a search in between does not wait long."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from engine.retrieval.embedders.embedder import Embedder
from engine.retrieval.lane.unit_table import UnitTables

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

AT_ONCE = 4  # units that one call embeds: some hundredths of a second for a small model
SAVED_AT_ONCE = 200  # vectors that are written together: each write is a version of a LanceDB table


@dataclass
class UnreadUnits:
    """`waiting` are ids and texts; vectors that are not on disk yet would be made again after a crash."""

    embedder: Embedder
    waiting: list[tuple[str, str]]
    total: int
    _ids: list[str] = field(default_factory=list)
    _vectors: list["NDArray[np.float32]"] = field(default_factory=list)

    def read_some(self, tables: UnitTables) -> int:
        """Embed the next units; return how many are left."""
        batch, self.waiting = self.waiting[:AT_ONCE], self.waiting[AT_ONCE:]
        if batch:
            self._ids += [each for each, _ in batch]
            self._vectors += list(self.embedder.embed([text for _, text in batch]))
        if not self.waiting or len(self._ids) >= SAVED_AT_ONCE:
            self.save(tables)
        return len(self.waiting)

    def save(self, tables: UnitTables) -> None:
        """Write the vectors that were made."""
        import numpy as np

        if self._ids:
            tables.add_meanings(self.embedder.id, self._ids, np.array(self._vectors, np.float32))
        self._ids, self._vectors = [], []

    def notes(self) -> tuple[str, ...]:
        """Return what a search says until all are read."""
        if not self.waiting:
            return ()
        read = self.total - len(self.waiting)
        return (f"The model has read {read} of {self.total} units; hashed words serve until then.",)


def unread_units(tables: UnitTables, embedder: Embedder) -> UnreadUnits:
    """Return the units of the tables without a vector of the embedder."""
    cards: Iterable[tuple[str, str]] = tables.cards()
    known, every = tables.meanings(embedder.id).rows, list(cards)
    return UnreadUnits(embedder, [each for each in every if each[0] not in known], len(every))
