"""Let analysts look at a unit, one after the other: the fault of one costs its own answer only."""

from collections.abc import Iterable, Iterator

from engine.analysts.analyst import Analyst, AnalystContext
from engine.analysts.gate import pass_gate
from engine.analysts.proposal import UnitAnalysis
from engine.check_edit import EditedUnit
from engine.fault import EngineError
from engine.unexpected import unexpected_fault


def analyse_unit(unit: EditedUnit, analysts: Iterable[Analyst], context: AnalystContext) -> Iterator[UnitAnalysis]:
    """Yield what each analyst gives, every change after the gate."""
    for analyst in analysts:
        yield _analysis(unit, analyst, context)


def _analysis(unit: EditedUnit, analyst: Analyst, context: AnalystContext) -> UnitAnalysis:
    try:
        given = analyst.propose(unit, context)
        changes = tuple(pass_gate(unit, change) for change in given.changes)
    except EngineError as error:
        return UnitAnalysis(analyst.id, fault=error.fault)
    except Exception as error:  # noqa: BLE001  the boundary around one analyst: none may end the others' work
        return UnitAnalysis(analyst.id, fault=unexpected_fault(error))
    return UnitAnalysis(analyst.id, changes, given.remarks, given.usage, given.fault)
