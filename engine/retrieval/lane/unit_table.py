"""The LanceDB tables of a folder: units, and their vectors by embedder."""

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from engine.retrieval.embedders.projection import DIMENSIONS
from engine.retrieval.lane.document_rows import document_row, row_document, row_schema
from engine.retrieval.search_document import SearchDocument

if TYPE_CHECKING:
    from numpy.typing import NDArray

UNITS = "units"
_PORTION = 500


@dataclass(frozen=True)
class Meanings:
    """Vectors of an embedder; `rows` has the row of each document."""

    rows: Mapping[str, int]
    vectors: "NDArray[np.float32]"


class UnitTables:
    """Opens the tables, making those that are missing. Only one process may have them open for writing."""

    def __init__(self, folder: Path) -> None:
        os.environ.setdefault("LANCE_LOG", "error")
        import lancedb

        self._folder = folder
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        self._database = lancedb.connect(str(folder), read_consistency_interval=timedelta(0))
        self._units = self._database.create_table(UNITS, schema=row_schema(), exist_ok=True)

    def is_there(self) -> bool:
        """Whether the folder still holds the tables: somebody may have removed it."""
        return (self._folder / f"{UNITS}.lance").is_dir()

    def upsert(self, documents: Sequence[SearchDocument], vectors: "NDArray[np.float32]") -> None:
        """Add documents, or replace those with the same id; their vectors of models are outdated then."""
        if documents:
            rows = [document_row(each, row.tolist()) for each, row in zip(documents, vectors, strict=True)]
            self._merge(self._units, rows)
            for name in self._meanings():
                self._delete(self._database.open_table(name), [each.id for each in documents])

    def remove(self, ids: Sequence[str]) -> None:
        """Remove documents and all of their vectors."""
        for name in (UNITS, *self._meanings()):
            self._delete(self._database.open_table(name), ids)

    def portions(self) -> Iterator[tuple[list[SearchDocument], "NDArray[np.float32]"]]:
        """Yield all documents by id, with their vectors of hashed words, some at a time."""
        table = self._units.to_arrow()
        ids = table.column("id").to_pylist()
        order = sorted(range(len(ids)), key=ids.__getitem__)
        for start in range(0, len(order), _PORTION):
            some = table.take(order[start : start + _PORTION])
            vectors = _matrix(some.column("vector"), DIMENSIONS)
            yield [row_document(row) for row in some.drop_columns(["vector"]).to_pylist()], vectors

    def cards(self) -> list[tuple[str, str]]:
        """Return the id and the text of every document, by id."""
        found = self._units.search().select(["id", "card"]).to_arrow().sort_by("id")
        return list(zip(found.column("id").to_pylist(), found.column("card").to_pylist(), strict=True))

    def meanings(self, embedder: str) -> Meanings:
        """Return the vectors that an embedder made."""
        if _table_of(embedder) not in self._names():
            return Meanings({}, np.zeros((0, 0), np.float32))
        found = self._database.open_table(_table_of(embedder)).to_arrow()
        vectors = found.column("vector")
        rows = {each: at for at, each in enumerate(found.column("id").to_pylist())}
        return Meanings(rows, _matrix(vectors, vectors.type.list_size))

    def add_meanings(self, embedder: str, ids: Iterable[str], vectors: "NDArray[np.float32]") -> None:
        """Keep vectors of an embedder, which has none for these documents; `keep_only` drops those of others."""
        import pyarrow as pa

        schema = pa.schema([("id", pa.string()), ("vector", pa.list_(pa.float32(), vectors.shape[1]))])
        table = self._database.create_table(_table_of(embedder), schema=schema, exist_ok=True)
        table.add([{"id": each, "vector": row.tolist()} for each, row in zip(ids, vectors, strict=True)])

    def keep_only(self, embedder: str) -> None:
        """Drop the vectors of all other embedders."""
        for name in self._meanings():
            if name != _table_of(embedder):
                self._database.drop_table(name)

    def optimize(self) -> None:
        """Compact the files of the tables."""
        for name in (UNITS, *self._meanings()):
            self._database.open_table(name).optimize()

    def _merge(self, table: Any, rows: list[dict[str, Any]]) -> None:  # noqa: ANN401 - a table of LanceDB
        table.merge_insert("id").when_matched_update_all().when_not_matched_insert_all().execute(rows)

    def _delete(self, table: Any, ids: Sequence[str]) -> None:  # noqa: ANN401
        if ids:
            listed = ", ".join("'" + each.replace("'", "''") + "'" for each in ids)
            table.delete(f"id IN ({listed})")

    def _names(self) -> list[str]:
        return list(self._database.list_tables().tables)

    def _meanings(self) -> list[str]:
        return [name for name in self._names() if name != UNITS]


def _matrix(column: Any, width: int) -> "NDArray[np.float32]":  # noqa: ANN401 - a column of pyarrow
    """A column of vectors as rows, without a Python object a number."""
    flat = [chunk.flatten().to_numpy(zero_copy_only=False) for chunk in column.chunks]
    return np.concatenate([np.zeros(0, np.float32), *flat]).astype(np.float32).reshape(-1, width)


def _table_of(embedder: str) -> str:
    return "meaning_" + "".join(each if each.isalnum() else "_" for each in embedder)
