"""The columns of the lists of patterns and of their instances."""

from collections.abc import Sequence

from daemon.wire.library_pattern import PatternInstanceInfo, PatternSummary
from tui.appearance.badges import Tone
from tui.lists.table_column import MIDDLE, NARROW, WIDE, Cell, TableColumn, fit_name
from tui.printable import to_printable

STATE_TONES = {
    "validated": Tone.GOOD,
    "pending_validation": Tone.WARN,
    "suggested": Tone.ACCENT,
    "deprecated": Tone.QUIET,
}


def pattern_columns(counts: dict[str, int]) -> Sequence[TableColumn[PatternSummary]]:
    """Return the columns of patterns; `counts` has how many units of the project carry each out."""

    def units(row: PatternSummary) -> int:
        return counts.get(row.id, 0)

    return (
        TableColumn("PATTERN", 24, _id, least=NARROW, field="pattern", value=lambda row: row.id),
        TableColumn("TIER", 9, _tier, least=MIDDLE, field="tier", value=lambda row: row.tier),
        TableColumn("STATE", 10, _state, least=MIDDLE, field="state", value=lambda row: row.state),
        TableColumn("UNITS", 5, lambda row: _count(units(row)), right=True, field="units", value=units),
        TableColumn("QUALITY", 7, _quality, least=WIDE, right=True, field="quality", value=lambda row: row.quality),
        TableColumn("WHAT IT MEANS", 0, lambda row: Cell(to_printable(row.description)), least=MIDDLE),
    )


INSTANCE_COLUMNS: Sequence[TableColumn[PatternInstanceInfo]] = (
    TableColumn("UNIT", 0, lambda row: Cell(to_printable(row.name), fit=fit_name)),
    TableColumn("KIND", 9, lambda row: Cell(row.kind, Tone.QUIET), least=MIDDLE),
    TableColumn("WITH", 40, lambda row: Cell(to_printable(_values(row)), Tone.QUIET), least=WIDE),
)


def _id(row: PatternSummary) -> Cell:
    return Cell(to_printable(row.id))


def _tier(row: PatternSummary) -> Cell:
    return Cell(row.tier, Tone.QUIET)


def _quality(row: PatternSummary) -> Cell:
    return Cell(str(row.quality))


def _state(row: PatternSummary) -> Cell:
    return Cell(row.state.removesuffix("_validation"), STATE_TONES.get(row.state, Tone.PLAIN))


def _count(units: int) -> Cell:
    return Cell(str(units), Tone.PLAIN if units else Tone.QUIET)


def _values(row: PatternInstanceInfo) -> str:
    return ", ".join(f"{name} {value}" for name, value in row.parameters.items())
