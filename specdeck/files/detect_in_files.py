"""See which patterns the units of files carry out, and what their variables are for, for `specdeck lift`."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from engine.analysis.project_facts import project_facts
from engine.analysis.variables.variable_purpose import VariablePurpose, variable_purposes
from engine.conversion import Conversion
from engine.findings.scan_units import parse_source
from engine.patterns.detect_patterns import all_detectors, detect_in_unit
from engine.patterns.pattern_match import PatternMatch
from engine.source.unit import SourceFile

Seen = tuple[tuple[PatternMatch, ...], tuple[VariablePurpose, ...]]
UnitPlace = tuple[str, int]  # the path of the file and the first character of the unit


@dataclass(frozen=True, slots=True)
class ConvertedWithPatterns:
    """A conversion, the patterns that its unit carries out, and its variables."""

    conversion: Conversion
    patterns: tuple[PatternMatch, ...] = ()
    variables: tuple[VariablePurpose, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """Return the fields of `specdeck lift --json`."""
        patterns = [_match_json(each) for each in self.patterns]
        return self.conversion.to_json() | {"patterns": patterns, "variables": list(map(_variable, self.variables))}


def with_patterns(conversions: Iterable[Conversion], sources: Iterable[SourceFile]) -> Iterator[ConvertedWithPatterns]:
    """Add the patterns to each conversion, file by file."""
    known = {source.path: source for source in sources}
    path, found = "", dict[UnitPlace, Seen]()
    for conversion in conversions:
        if conversion.file != path:
            path = conversion.file
            found = _seen(known[path])
        patterns, variables = found.get((path, conversion.span.start), ((), ()))
        yield ConvertedWithPatterns(conversion, patterns, variables)


def _seen(source: SourceFile) -> dict[UnitPlace, Seen]:
    if source.fault is not None:
        return {}
    facts = project_facts([source])
    return {
        (source.path, parsed.unit.span.start): (
            tuple(detect_in_unit(parsed, facts, all_detectors())),
            variable_purposes(parsed),
        )
        for parsed in parse_source(source)
    }


def _variable(found: VariablePurpose) -> dict[str, object]:
    return {"name": found.name, "purposes": list(found.purposes), "line": found.line}


def _match_json(match: PatternMatch) -> dict[str, object]:
    spans = [{"start": span.start, "end": span.end} for span in match.spans]
    plain = {"pattern": match.pattern, "strength": match.strength, "lines": list(match.lines)}
    return {**plain, "spans": spans, "parameters": dict(match.parameters)}
