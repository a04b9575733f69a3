"""The units of files that mining looks at: routines that convert and that no pattern explains."""

from collections.abc import Callable, Iterable, Iterator
from typing import Protocol

from engine.patterns.detect_patterns import detect_in_project
from engine.patterns.mining.mined_unit import MinedUnit
from engine.source.unit import SourceFile, Unit
from engine.spec.reader import read_spec
from engine.spec.spec_error import SpecError


class Converted(Protocol):
    """What mining needs of a conversion."""

    @property
    def spec(self) -> str:
        """The text of the spec; empty where there is none."""


def unexplained_units(sources: Iterable[SourceFile], convert: Callable[[Unit, str], Converted]) -> Iterator[MinedUnit]:
    """Yield the routines without a pattern, converted."""
    found = list(sources)
    explained = {(match.path, match.unit_line, match.unit) for match in detect_in_project(found)}
    seen: set[str] = set()
    for source in found:
        for unit in source.units:
            line = source.text.count("\n", 0, unit.span.start) + 1
            is_new = unit.is_routine and unit.fault is None and unit.text not in seen
            if is_new and (source.path, line, unit.name) not in explained:
                seen.add(unit.text)
                yield from _converted(source.path, line, unit, convert)


def _converted(path: str, line: int, unit: Unit, convert: Callable[[Unit, str], Converted]) -> Iterator[MinedUnit]:
    text = convert(unit, path).spec
    try:
        if text:
            yield MinedUnit(path, line, unit, text, read_spec(text))
    except (SpecError, RecursionError):
        return
