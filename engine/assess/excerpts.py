"""The lines of SQL that a report quotes: those of the findings of the units to begin with."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from engine.assess.effort import StartingPoint
from engine.findings.mask_secrets import mask_secrets
from engine.source.unit import SourceFile

LONGEST = 160
Excerpts = Mapping[tuple[str, int], str]
"""The text of a line by its path and number, without its secrets."""


def excerpts(sources: Sequence[SourceFile], points: Iterable[StartingPoint]) -> Excerpts:
    """Return the line of each finding of these units."""
    texts = {each.path: each.text for each in sources}
    wanted: dict[str, set[int]] = {}
    for path, line in _places(points):
        wanted.setdefault(path, set()).add(line)
    return {
        (path, number): mask_secrets(text.strip())[:LONGEST]
        for path, numbers in wanted.items()
        for number, text in enumerate(texts.get(path, "").split("\n"), 1)
        if number in numbers and text.strip()
    }


def _places(points: Iterable[StartingPoint]) -> Iterator[tuple[str, int]]:
    for point in points:
        for finding in point.unit.findings:
            yield finding.place.path, finding.place.line
