"""Search the units of files, without a daemon."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from engine.retrieval.search_index import SearchIndex, build_index
from engine.retrieval.search_query import SearchQuery, query_by_example, question
from engine.retrieval.unit_document import source_documents
from specdeck.errors import CommandError
from specdeck.files.sql_files import read_sources
from specdeck.find.find_shapes import FoundResult, FoundUnits
from specdeck.settings.resolve_settings import text_setting

if TYPE_CHECKING:
    from engine.retrieval.embedders.embedder import Embedder
    from engine.retrieval.search_answer import SearchHit


@dataclass(frozen=True, slots=True)
class UnitSearch:
    """A question, or a file of SQL that others may resemble; `kinds` narrow the search."""

    question: str
    like: str = ""
    kinds: frozenset[str] = frozenset()
    limit: int = 10


def search_files(paths: Sequence[str], request: UnitSearch) -> FoundUnits:
    """Return the units of files that answer a request."""
    documents = list(source_documents(read_sources(paths), with_shapes=bool(request.like)))
    embedder, notes = _embedder()
    index: SearchIndex = build_index(documents, embedder, notes)
    answer = index.search(_query(request), request.limit)
    results = [found_unit(hit) for hit in answer.hits]
    return FoundUnits(
        request.like or request.question, len(documents), answer.milliseconds, list(answer.notes), results
    )


def _query(request: UnitSearch) -> SearchQuery:
    if not request.like:
        return question(request.question, request.kinds)
    found = list(source_documents(read_sources([request.like])))
    if len(found) != 1:
        sentence = f"{request.like} has {len(found)} units; a search needs one to compare with."
        raise CommandError("find.example", sentence, "Save the one unit in a file of its own.")
    return query_by_example(found[0], request.kinds)


def _embedder() -> "tuple[Embedder | None, tuple[str, ...]]":
    """The model of the settings; without one, or with one that does not load, hashed words serve."""
    folder = text_setting("model.embedder")
    if not folder:
        return None, ()
    from engine.retrieval.embedders.model_folder import EmbedderError, open_model_folder

    try:
        return open_model_folder(Path(folder).expanduser()), ()
    except EmbedderError as error:
        return None, (f"{error.fault.sentence} Hashed words take its place.",)


def found_unit(hit: "SearchHit") -> FoundResult:
    """Return a result as the command prints it."""
    return FoundResult(hit.title, hit.kind, hit.path, hit.line, hit.score, dict(hit.ranks), hit.copies)
