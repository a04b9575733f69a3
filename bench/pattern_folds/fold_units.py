"""Fold the patterns of units into their specs and prove each result; the figures of folding."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from engine.check_edit import CheckedEdit, EditedUnit, check_edit
from engine.conversion import convert_unit
from engine.patterns.folding.fold_spec import fold_spec
from engine.patterns.pattern_match import PatternMatch
from engine.proof.verdict import VerdictKind
from engine.source.unit import ROUTINES, SourceFile, Unit
from engine.spec.reader import read_spec


@dataclass
class FoldFigures:
    """Folds that were proved, those that were not (and are not offered), and the lines of both specs."""

    folds: int = 0
    unproved: int = 0
    patterns: Counter[str] = field(default_factory=Counter)
    lines_before: int = 0
    lines_after: int = 0

    def to_json(self) -> dict[str, object]:
        return {
            "folds": self.folds,
            "unproved_folds": self.unproved,
            "folds_per_pattern": dict(self.patterns.most_common()),
            "lines_before": self.lines_before,
            "lines_after": self.lines_after,
            "lines_saved": self.lines_before - self.lines_after,
        }


def fold_units(sources: Iterable[SourceFile], claims: Iterable[PatternMatch]) -> FoldFigures:
    """Try to fold every unit in which a pattern was detected."""
    figures = FoldFigures()
    detected: dict[tuple[str, str, int], dict[str, Mapping[str, str]]] = {}
    for claim in claims:
        detected.setdefault((claim.path, claim.unit, claim.unit_line), {})[claim.pattern] = claim.parameters
    for source in sources:
        for unit in source.units:
            line = source.text.count("\n", 0, unit.span.start) + 1
            found = detected.get((source.path, unit.name, line))
            if found and unit.kind in ROUTINES:
                _fold(unit, found, figures)
    return figures


def _fold(unit: Unit, detected: Mapping[str, Mapping[str, str]], figures: FoldFigures) -> None:
    lift = convert_unit(unit).spec
    folded = fold_spec(read_spec(lift), detected) if lift else None
    if folded is None:
        return
    checked = check_edit(EditedUnit(unit.kind, unit.name, unit.text, lift), folded.text)
    if not isinstance(checked, CheckedEdit) or checked.verdict.kind is not VerdictKind.PROVED:
        figures.unproved += 1
        return
    figures.folds += 1
    figures.patterns.update(folded.patterns)
    figures.lines_before += folded.lines_before
    figures.lines_after += folded.lines_after
