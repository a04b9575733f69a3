"""Let analysts look at a unit, one after the other: the fault of one costs its own answer only."""

from collections.abc import Iterable, Iterator

from engine.analysts.analyst import Analyst, AnalystContext
from engine.analysts.gate import pass_gate
from engine.analysts.proposal import UnitAnalysis
from engine.check_edit import EditedUnit
from engine.fault import EngineError


def analyse_unit(unit: EditedUnit, analysts: Iterable[Analyst], context: AnalystContext) -> Iterator[UnitAnalysis]:
    """Yield what each analyst gives, every change after the gate."""
    for analyst in analysts:
        try:
            given = analyst.propose(unit, context)
        except EngineError as error:
            yield UnitAnalysis(analyst.id, fault=error.fault)
            continue
        changes = tuple(pass_gate(unit, change) for change in given.changes)
        yield UnitAnalysis(analyst.id, changes, given.remarks, given.usage, given.fault)
