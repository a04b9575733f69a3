"""Convert the files that a command line names."""

from collections.abc import Iterable, Iterator, Sequence

from engine.catalog.build_catalog import catalog_from_units
from engine.conversion import Conversion, convert_file
from engine.lift.lift_result import LiftCounts
from engine.source.load_order import load_order
from engine.source.span import Span
from engine.source.unit import SourceFile
from specdeck.files.detect_in_files import ConvertedWithPatterns, with_patterns
from specdeck.files.sql_files import read_sources


def convert_files(paths: Iterable[str]) -> Iterator[ConvertedWithPatterns]:
    """Convert every unit of every file, in order, with its patterns; all files together define the schema.

    A file that cannot be read is one failed conversion.
    """
    found = list(read_sources(paths))
    yield from with_patterns(_converted(found), found)


def _converted(found: Sequence[SourceFile]) -> Iterator[Conversion]:
    facts = catalog_from_units(unit for source in load_order(found) for unit in source.units).facts()
    for source in found:
        if source.fault is None:
            yield from convert_file(source, facts)
        else:
            yield _unreadable(source)


def _unreadable(source: SourceFile) -> Conversion:
    nothing = Span(0, 0)
    return Conversion(source.path, "", "file", "", nothing, source.fault, None, LiftCounts(), 0.0, None, "", "", ())
