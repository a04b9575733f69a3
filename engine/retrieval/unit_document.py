"""Units as documents that can be found."""

from collections.abc import Iterable, Iterator

from engine.lift.project.file_parts import file_parts
from engine.retrieval.search_document import SearchDocument
from engine.retrieval.shape.unit_shape import unit_fingerprint
from engine.retrieval.words.unit_words import unit_words
from engine.source.unit import SourceFile, Unit

# What does not define anything is not what people look for.
NOT_SEARCHED = frozenset({"data", "query", "set", "transaction", "grant", "call", "comment"})


def source_documents(
    sources: Iterable[SourceFile], project: str = "", *, with_shapes: bool = True
) -> Iterator[SearchDocument]:
    """Yield the units of files as documents; without shapes for questions in words, which is faster."""
    for source in sources:
        for part in file_parts(source):
            if part.unit.kind not in NOT_SEARCHED:
                line = source.text.count("\n", 0, part.unit.span.start) + 1
                yield unit_document(part.unit, part.note, source.path, line, project, with_shape=with_shapes)


def unit_document(
    unit: Unit, note: str | None, path: str = "", line: int = 0, project: str = "", *, with_shape: bool = True
) -> SearchDocument:
    """Return a unit as a document; its id is its place."""
    words = unit_words(unit, note)
    return SearchDocument(
        id=f"{path}:{line}:{unit.name}",
        kind=unit.kind,
        title=unit.name,
        words=words.fields,
        card=words.card,
        shape=unit_fingerprint(unit) if with_shape else {},
        project=project,
        path=path,
        line=line,
    )
