"""Fold the patterns of a unit into its spec, and prove the result: only then is it worth a reviewer's time."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from engine.source.unit import Unit

Detected = Mapping[str, Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class FoldedUnit:
    """A folded spec that is proved; `lift` is the spec that it shortens."""

    kind: str
    name: str
    occurrence: int
    lift: str
    spec: str
    lowered: str
    evidence: Mapping[str, Any]
    reason: str
    patterns: tuple[str, ...]

    def to_json(self) -> dict[str, Any]:
        """Return the fold as plain values."""
        return asdict(self)

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "FoldedUnit":
        """Return the fold from plain values."""
        values: dict[str, Any] = {**data, "patterns": tuple(data["patterns"])}
        return cls(**values)


def fold_unit(unit: "Unit", occurrence: int, detected: Detected) -> FoldedUnit | None:
    """Return the folded spec of a unit; None where nothing gets shorter, or the proof fails."""
    from engine.check_edit import CheckedEdit, EditedUnit, check_edit  # heavy, and only workers need it
    from engine.conversion import convert_unit
    from engine.patterns.folding.fold_spec import fold_spec
    from engine.proof.verdict import VerdictKind
    from engine.spec.reader import read_spec

    lift = convert_unit(unit).spec if unit.is_routine else ""
    folded = fold_spec(read_spec(lift), detected) if lift else None
    if folded is None:
        return None
    checked = check_edit(EditedUnit(unit.kind, unit.name, unit.text, lift), folded.text)
    if not isinstance(checked, CheckedEdit) or checked.verdict.kind is not VerdictKind.PROVED:
        return None
    names = tuple(dict.fromkeys(folded.patterns))
    reason = f"It says what it is: {', '.join(names)}. {folded.lines_before} lines become {folded.lines_after}."
    evidence = checked.verdict.evidence.to_json()
    return FoldedUnit(unit.kind, unit.name, occurrence, lift, folded.text, checked.lowered, evidence, reason, names)
