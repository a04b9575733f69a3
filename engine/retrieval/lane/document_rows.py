"""Documents as rows of a LanceDB table, and back."""

import json
import struct
from collections.abc import Mapping
from typing import Any

from engine.retrieval.embedders.projection import DIMENSIONS
from engine.retrieval.search_document import SearchDocument

_ENTRY = struct.Struct("<If")
Row = Mapping[str, Any]


def row_schema() -> Any:  # noqa: ANN401 - a schema of pyarrow, which is imported late
    """Return the schema: without one, a list of floats is not a vector column."""
    import pyarrow as pa

    texts = [(name, pa.string()) for name in ("id", "kind", "project", "title", "path", "words", "card")]
    vector = pa.list_(pa.float32(), DIMENSIONS)
    return pa.schema([*texts, ("line", pa.int64()), ("shape", pa.binary()), ("vector", vector)])


def document_row(document: SearchDocument, vector: list[float]) -> dict[str, Any]:
    """Return the row of a document; `vector` is that of hashed words."""
    return {
        "id": document.id,
        "kind": document.kind,
        "project": document.project,
        "title": document.title,
        "path": document.path,
        "line": document.line,
        "words": json.dumps(document.words),
        "card": document.card,
        "shape": b"".join(_ENTRY.pack(bucket, weight) for bucket, weight in document.shape.items()),
        "vector": vector,
    }


def row_document(row: Row) -> SearchDocument:
    """Return the document of a row."""
    return SearchDocument(
        id=row["id"],
        kind=row["kind"],
        title=row["title"],
        words={name: tuple(words) for name, words in json.loads(row["words"]).items()},
        card=row["card"],
        shape=dict(_ENTRY.iter_unpack(row["shape"])),
        project=row["project"],
        path=row["path"],
        line=row["line"],
    )
