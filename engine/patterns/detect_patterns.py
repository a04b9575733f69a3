"""Units to pattern matches: every detector looks at every unit."""

from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from engine.analysis.parsed_unit import ParsedUnit, parse_source
from engine.analysis.project_facts import ProjectFacts, project_facts
from engine.discovery import discover
from engine.patterns.detector import Detector, PatternEvidence
from engine.patterns.pattern_match import PatternMatch
from engine.source.load_order import load_order
from engine.source.unit import SourceFile

CATEGORIES = ("derived", "flow", "guards", "history", "lifecycle", "structure", "writes")


@cache
def all_detectors() -> tuple[Detector, ...]:
    """Every detector, sorted by its pattern."""
    found = [each for name in CATEGORIES for each in discover(f"engine.patterns.{name}", "DETECTOR", Detector)]
    return tuple(sorted(found, key=lambda each: each.pattern))


def detect_in_project(
    sources: Iterable[SourceFile], detectors: Sequence[Detector] | None = None
) -> Iterator[PatternMatch]:
    """The matches of all files of a project, in load order."""
    found = load_order(sources)
    facts = project_facts(found)
    for source in found:
        for parsed in parse_source(source):
            yield from detect_in_unit(parsed, facts, all_detectors() if detectors is None else detectors)


def detect_in_unit(parsed: ParsedUnit, facts: ProjectFacts, detectors: Sequence[Detector]) -> Iterator[PatternMatch]:
    """The matches of one unit, at most one a pattern."""
    for detector in detectors:
        evidence = list(detector.detect(parsed, facts))
        if evidence:
            yield _match(detector, parsed, evidence)


def _match(detector: Detector, parsed: ParsedUnit, evidence: Sequence[PatternEvidence]) -> PatternMatch:
    spans = sorted({each.span for each in evidence}, key=lambda span: (span.start, span.end))
    strongest = max(evidence, key=lambda each: each.strength)
    return PatternMatch(
        pattern=detector.pattern,
        path=parsed.path,
        unit=parsed.unit.name,
        kind=parsed.unit.kind,
        unit_line=parsed.lines.line_column(parsed.unit.span.start)[0],
        spans=tuple(spans),
        lines=tuple(sorted({parsed.lines.line_column(span.start)[0] for span in spans})),
        parameters=dict(strongest.parameters),
        strength=strongest.strength,
    )
