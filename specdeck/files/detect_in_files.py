"""See which patterns the units of files carry out, for `specdeck lift`."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from engine.analysis.project_facts import project_facts
from engine.conversion import Conversion
from engine.findings.scan_units import parse_source
from engine.patterns.detect_patterns import all_detectors, detect_in_unit
from engine.patterns.pattern_match import PatternMatch
from engine.source.unit import SourceFile

UnitPlace = tuple[str, int]  # the path of the file and the first character of the unit


@dataclass(frozen=True, slots=True)
class ConvertedWithPatterns:
    """A conversion, and the patterns that its unit carries out."""

    conversion: Conversion
    patterns: tuple[PatternMatch, ...]

    def to_json(self) -> dict[str, Any]:
        """Return the fields of `specdeck lift --json`."""
        return self.conversion.to_json() | {"patterns": [_match_json(each) for each in self.patterns]}


def with_patterns(conversions: Iterable[Conversion], sources: Iterable[SourceFile]) -> Iterator[ConvertedWithPatterns]:
    """Add the patterns to each conversion, file by file."""
    known = {source.path: source for source in sources}
    path, found = "", dict[UnitPlace, tuple[PatternMatch, ...]]()
    for conversion in conversions:
        if conversion.file != path:
            path = conversion.file
            found = _matches(known[path])
        yield ConvertedWithPatterns(conversion, found.get((path, conversion.span.start), ()))


def _matches(source: SourceFile) -> dict[UnitPlace, tuple[PatternMatch, ...]]:
    if source.fault is not None:
        return {}
    facts = project_facts([source])
    return {
        (source.path, parsed.unit.span.start): tuple(detect_in_unit(parsed, facts, all_detectors()))
        for parsed in parse_source(source)
    }


def _match_json(match: PatternMatch) -> dict[str, object]:
    spans = [{"start": span.start, "end": span.end} for span in match.spans]
    plain = {"pattern": match.pattern, "strength": match.strength, "lines": list(match.lines)}
    return {**plain, "spans": spans, "parameters": dict(match.parameters)}
