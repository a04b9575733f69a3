"""The fixes of findings, each checked, and the text of a file with those that may be applied."""

from collections.abc import Iterable, Iterator, Sequence

from engine.findings.apply_fix import fixed_text
from engine.findings.finding import Finding
from engine.findings.prove_fix import CheckedFix, check_fix
from engine.source.unit import SourceFile, Unit


def propose_fixes(sources: Iterable[SourceFile], findings: Sequence[Finding]) -> Iterator[CheckedFix]:
    """Each finding's fix with what is known about it."""
    units = {source.path: source.units for source in sources}
    for each in findings:
        unit = next((unit for unit in units.get(each.place.path, ()) if _holds(unit, each)), None)
        checked = check_fix(each, unit) if unit is not None and each.fix is not None else None
        if checked is not None:
            yield checked


def _holds(unit: Unit, finding: Finding) -> bool:
    return unit.span.start <= finding.place.span.start < unit.span.end


def apply_fixes(text: str, fixes: Iterable[CheckedFix]) -> str:
    """The text of a file with fixes applied from its end to its start; one that overlaps another is left out."""
    end = len(text) + 1
    for each in sorted(fixes, key=lambda fix: fix.fix.edits[0].span.start, reverse=True):
        if max(edit.span.end for edit in each.fix.edits) <= end:
            text = fixed_text(text, each.fix)
            end = min(edit.span.start for edit in each.fix.edits)
    return text
