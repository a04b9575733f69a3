"""Let analysts look at a unit: the fault of one, or its delay, costs its own answer only."""

from collections.abc import Iterable, Iterator
from concurrent.futures import Future, wait
from threading import Thread

from engine.analysts.analyst import Analyst, AnalystContext
from engine.analysts.gate import pass_gate
from engine.analysts.permissions import check_permissions, permitted_context
from engine.analysts.proposal import UnitAnalysis
from engine.check_edit import EditedUnit
from engine.fault import EngineError, Fault
from engine.unexpected import unexpected_fault

SECONDS = 120.0  # that one analyst may take for one unit


def analyse_unit(
    unit: EditedUnit, analysts: Iterable[Analyst], context: AnalystContext, seconds: float = SECONDS
) -> Iterator[UnitAnalysis]:
    """Yield what each analyst gives, every change after the gate. They work at the same time, under one deadline."""
    running = [(analyst, _start(unit, analyst, context)) for analyst in analysts]
    done, _ = wait([future for _, future in running], timeout=seconds)
    for analyst, future in running:
        yield future.result() if future in done else UnitAnalysis(analyst.id, fault=_late(analyst, seconds))


def _start(unit: EditedUnit, analyst: Analyst, context: AnalystContext) -> "Future[UnitAnalysis]":
    """Start an analyst in a thread that may be left behind: a pool would wait for a late one."""
    future: Future[UnitAnalysis] = Future()
    Thread(target=lambda: future.set_result(_analysis(unit, analyst, context)), name=analyst.id, daemon=True).start()
    return future


def _late(analyst: Analyst, seconds: float) -> Fault:
    sentence = f"The {analyst.title.lower()} took more than {seconds:g} s."
    return Fault("analysts.late", sentence, "Its answer is left out; the others count.")


def _analysis(unit: EditedUnit, analyst: Analyst, context: AnalystContext) -> UnitAnalysis:
    try:
        given = analyst.propose(unit, permitted_context(analyst, context))
        check_permissions(analyst, given)
        changes = tuple(pass_gate(unit, change) for change in given.changes)
    except EngineError as error:
        return UnitAnalysis(analyst.id, fault=error.fault)
    except Exception as error:  # noqa: BLE001  the boundary around one analyst: none may end the others' work
        return UnitAnalysis(analyst.id, fault=unexpected_fault(error))
    return UnitAnalysis(analyst.id, changes, given.remarks, given.usage, given.fault)
