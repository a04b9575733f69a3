"""How well a unit is understood: by a conversion now, or by one that is known already."""

from dataclasses import dataclass

from engine.analysis.parsed_unit import ParsedUnit
from engine.conversion import Conversion, convert_unit
from engine.findings.unit_metrics import unit_metrics

# Units whose statements change data once, or say nothing about meaning, are counted and not converted.
NOT_CONVERTED = frozenset({"data", "query", "set", "transaction", "comment", "grant", "call"})
COUNTED, REFUSED, UNVERIFIED = "counted", "refused", "unverified"


@dataclass(frozen=True, slots=True)
class UnitStatus:
    """`status` is proved, proved-if, unverified, refused or counted; `raw` counts statements that are quoted."""

    status: str
    statements: int
    raw: int = 0


def converted_status(parsed: ParsedUnit) -> UnitStatus:
    """Convert the unit, and prove the conversion."""
    if parsed.unit.kind in NOT_CONVERTED:
        return unproved_status(parsed)
    found = convert_unit(parsed.unit, parsed.path)
    return UnitStatus(_status(found), found.counts.statements, found.counts.raw)


def unproved_status(parsed: ParsedUnit) -> UnitStatus:
    """Leave the conversion out: the unit counts as unverified."""
    status = COUNTED if parsed.unit.kind in NOT_CONVERTED else UNVERIFIED
    return UnitStatus(status, unit_metrics(parsed).statements)


def _status(conversion: Conversion) -> str:
    if conversion.fault is not None:
        return REFUSED
    if conversion.verdict:
        return conversion.verdict.kind.value
    return UNVERIFIED
