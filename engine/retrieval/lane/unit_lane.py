"""What answers searches over an instance: the tables on disk, and an index in memory that follows them."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from engine.retrieval.embedders.embedder import Embedder
from engine.retrieval.embedders.hashed_words import fixed_hashed_words
from engine.retrieval.lane.unit_table import UnitTables
from engine.retrieval.ranking.meaning_view import MeaningView, hashed_view, model_view
from engine.retrieval.ranking.reranker import FixedFormula
from engine.retrieval.ranking.shape_view import build_shape_view
from engine.retrieval.ranking.word_view import build_word_view
from engine.retrieval.search_document import SearchDocument
from engine.retrieval.search_index import SearchIndex

BATCH = 200  # documents that one call embeds with a model
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
    _changes: int = 0

    @property
    def tables(self) -> UnitTables:
        """The tables, opened at first use, and again where the folder was removed."""
        if self._tables is None or not self._tables.is_there():
            self._tables, self._index = UnitTables(self.folder), None
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
        self.tables.upsert(documents, fixed_hashed_words().embed([each.card for each in documents]))
        self.tables.remove(removed)
        self._index = None
        self._changes += 1
        if self._changes % OPTIMIZE_EVERY == 0:
            self.tables.optimize()
        self._save_position(position)

    def embed_missing(self) -> int:
        """Embed a batch of the documents that have no vector of the model; return how many are left."""
        if self.embedder is None:
            return 0
        documents, _ = self.tables.documents()
        known = self.tables.meanings(self.embedder.id)
        missing = [each for each in documents if each.id not in known]
        batch = missing[:BATCH]
        if batch:
            vectors = self.embedder.embed([each.card for each in batch])
            self.tables.add_meanings(self.embedder.id, (each.id for each in batch), vectors)
            self._index = None
        if len(missing) == len(batch):
            self.tables.keep_only(self.embedder.id)
        return len(missing) - len(batch)

    def index(self) -> SearchIndex:
        """Return the index of what the tables hold."""
        tables = self.tables  # first, because a removed folder makes what is known of it invalid
        if self._index is None:
            self._index = self._read_index(tables)
        return self._index

    def _read_index(self, tables: UnitTables) -> SearchIndex:
        documents, hashed = tables.documents()
        shape = build_shape_view(documents)
        meaning, notes = self._meaning_view(documents, hashed)
        formula = FixedFormula(dict(enumerate(shape.projection.idf.tolist())))
        return SearchIndex(tuple(documents), (build_word_view(documents), shape, meaning), formula, notes)

    def _meaning_view(
        self, documents: Sequence[SearchDocument], hashed: "np.ndarray"
    ) -> tuple[MeaningView, tuple[str, ...]]:
        """The view of the model, once it has embedded every document; until then, that of hashed words."""
        if self.embedder is None:
            return hashed_view(fixed_hashed_words(), hashed), self.notes
        known = self.tables.meanings(self.embedder.id)
        if len(known) < len(documents):
            note = f"The model has read {len(known)} of {len(documents)} units; hashed words serve until then."
            return hashed_view(fixed_hashed_words(), hashed), (*self.notes, note)
        vectors = np.array([known[each.id] for each in documents], np.float32).reshape(len(documents), -1)
        return model_view(self.embedder, vectors), self.notes

    def _save_position(self, position: int) -> None:
        fresh = self.folder / f"{STATE}.new"
        fresh.write_text(json.dumps({"position": position}), "utf-8")
        fresh.replace(self.folder / STATE)
