"""The conversions of the files that a command line names."""

from collections.abc import Iterable, Iterator

from engine.catalog.build import catalog_of
from engine.conversion import Conversion, Fault, convert_file
from engine.lift.lifted import Counts
from engine.source.project import load_order
from engine.source.span import Span
from engine.source.unit import SourceFile
from specdeck.sources import sources


def conversions(paths: Iterable[str]) -> Iterator[Conversion]:
    """Every unit of every file, in order; what is asked of the schema is answered by all these files together.

    A file that cannot be read is one failed conversion.
    """
    found = list(sources(paths))
    facts = catalog_of(unit for source in load_order(found) for unit in source.units).facts()
    for source in found:
        yield from convert_file(source, facts) if source.error is None else [_unreadable(source)]


def _unreadable(source: SourceFile) -> Conversion:
    error = source.error
    fault = Fault(error.code, error.sentence, error.hint, error.position) if error else None
    return Conversion(source.path, "", "file", "", Span(0, 0), fault, None, Counts(), 0.0, None, "", "", ())
