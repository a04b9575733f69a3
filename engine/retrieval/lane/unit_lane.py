"""What answers searches over an instance: the tables on disk, and an index in memory that follows them."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from engine.retrieval.embedders.embedder import Embedder
from engine.retrieval.embedders.hashed_words import fixed_hashed_words
from engine.retrieval.lane.unit_table import UnitTables
from engine.retrieval.lane.unread_units import UnreadUnits, unread_units
from engine.retrieval.ranking.meaning_view import MeaningView, hashed_view, model_view
from engine.retrieval.search_document import SearchDocument
from engine.retrieval.search_index import IndexBuilder, SearchIndex

if TYPE_CHECKING:
    from numpy.typing import NDArray

OPTIMIZE_EVERY = 20
STATE = "state.json"


@dataclass
class UnitLane:
    """`embedder` is a model, or None; `notes` say why there is none."""

    folder: Path
    embedder: Embedder | None = None
    notes: tuple[str, ...] = ()
    _tables: UnitTables | None = field(default=None, repr=False)
    _index: SearchIndex | None = field(default=None, repr=False)
    _unread: UnreadUnits | None = field(default=None, repr=False)
    _changes: int = 0

    @property
    def tables(self) -> UnitTables:
        """The tables, opened at first use, and again where the folder was removed."""
        if self._tables is None or not self._tables.is_there():
            self._tables, self._index, self._unread = UnitTables(self.folder), None, None
        return self._tables

    @property
    def position(self) -> int:
        """Up to where the tables follow the database; 0 where the folder is new, was removed or cannot be read."""
        try:
            return int(json.loads((self.folder / STATE).read_text("utf-8"))["position"])
        except (OSError, ValueError, KeyError, TypeError):
            return 0

    def apply_changes(self, documents: Sequence[SearchDocument], removed: Sequence[str], position: int) -> None:
        """Bring the tables to a position of the outbox. A crash before the end repeats the same changes."""
        if self._unread is not None:
            self._unread.save(self.tables)
        self.tables.upsert(documents, fixed_hashed_words().embed([each.card for each in documents]))
        self.tables.remove(removed)
        self._index = self._unread = None
        self._changes += 1
        if self._changes % OPTIMIZE_EVERY == 0:
            self.tables.optimize()
        self._save_position(position)

    def embed_missing(self) -> int:
        """Let the model read some of the units that it has not read; return how many are left."""
        if self.embedder is None:
            return 0
        tables = self.tables
        unread = self._unread = self._unread or unread_units(tables, self.embedder)
        had_work = bool(unread.waiting)
        left = unread.read_some(tables)
        if not left:
            tables.keep_only(self.embedder.id)
            self._unread = None
        self._follow(unread, is_complete=had_work and not left)
        return left

    def _follow(self, unread: UnreadUnits, *, is_complete: bool) -> None:
        """Keep the index in memory while the model reads: only its notes change before the end."""
        if is_complete:
            self._index = None
        elif self._index is not None and unread.waiting:
            self._index = replace(self._index, notes=(*self.notes, *unread.notes()))

    def index(self) -> SearchIndex:
        """Return the index of what the tables hold."""
        tables = self.tables  # first, because a removed folder makes what is known of it invalid
        if self._index is None:
            self._index = self._read_index(tables)
        return self._index

    def _read_index(self, tables: UnitTables) -> SearchIndex:
        builder = IndexBuilder()
        hashed: list[NDArray[np.float32]] = [fixed_hashed_words().embed([])]
        for documents, vectors in tables.portions():
            builder.add(documents)
            hashed.append(vectors)
        return builder.build(*self._meaning_view(builder.documents, np.concatenate(hashed)))

    def _meaning_view(
        self, documents: Sequence[SearchDocument], hashed: "NDArray[np.float32]"
    ) -> tuple[MeaningView, tuple[str, ...]]:
        """The view of the model, once it has embedded every document; until then, that of hashed words."""
        if self.embedder is None:
            return hashed_view(fixed_hashed_words(), hashed), self.notes
        known = self.tables.meanings(self.embedder.id)
        if any(each.id not in known.rows for each in documents):
            unread = self._unread or unread_units(self.tables, self.embedder)
            return hashed_view(fixed_hashed_words(), hashed), (*self.notes, *unread.notes())
        return model_view(self.embedder, known.vectors[[known.rows[each.id] for each in documents]]), self.notes

    def _save_position(self, position: int) -> None:
        fresh = self.folder / f"{STATE}.new"
        fresh.write_text(json.dumps({"position": position}), "utf-8")
        fresh.replace(self.folder / STATE)
