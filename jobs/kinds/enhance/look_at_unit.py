"""Let the analysts look at one unit, and pass every change through the gate."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from jobs.kinds.enhance.enhance_contract import EnhancedUnit, FoundProposal, FoundRemark, GivenAnswer, UnitToEnhance

if TYPE_CHECKING:
    from engine.analysts.analyst import Analyst, Ask, RetrievalSettings
    from engine.analysts.proposal import GatedChange, UnitAnalysis
    from engine.analysts.route.answer_cache import AnswerCache
    from engine.analysts.route.known_answers import AskedQuestion, FoundBy
    from engine.analysts.shown_text import ShownText
    from engine.check_edit import EditedUnit
    from engine.fault import Fault

REFUSED, FAULT = "refused change", "fault"
ROUTER = "router"


@dataclass(frozen=True, slots=True)
class UnitLook:
    """How units are looked at: the model with its name, what it may see, and the answers that units share."""

    model: str
    ask: "Ask"
    asks: "FoundBy"
    shown: "ShownText"
    cache: "AnswerCache"
    disabled: Collection[str] = ()
    retrieval: "Mapping[str, RetrievalSettings]" = field(default_factory=dict)


def look_at_unit(unit: UnitToEnhance, look: UnitLook, tasks: Collection[str] | None = None) -> EnhancedUnit:
    """Return what came of one unit; a unit at which the engine fails is a fault of its own and ends no other."""
    from engine.unexpected import attempt

    found = attempt(lambda: _looked_at(unit, look, tasks))
    return found if isinstance(found, EnhancedUnit) else failed_unit(unit, found)


def failed_unit(unit: UnitToEnhance, fault: "Fault") -> EnhancedUnit:
    """Return a unit about which nobody could be asked, with the reason as a remark of the router."""
    remark = FoundRemark(ROUTER, FAULT, _fault_text(fault))
    return EnhancedUnit(unit.conversion, unit.sql_hash, remarks=(remark,), faults=(f"{ROUTER}: {fault.sentence}",))


def _looked_at(unit: UnitToEnhance, look: UnitLook, tasks: Collection[str] | None) -> EnhancedUnit:
    """Ask the enabled analysts that have an open question, or one of `tasks`."""
    from engine.analysts.analyse_unit import analyse_unit
    from engine.analysts.analyst import AnalystContext
    from engine.analysts.route.known_answers import KnownAnswers

    edited = edited_unit(unit)
    asked = open_tasks(edited, look.disabled) if tasks is None else frozenset(tasks)
    known = KnownAnswers(unit.sql, unit.answers.get(look.model, {}), look.cache, look.ask, look.asks)
    context = AnalystContext(known.ask, look.shown, look.retrieval)
    analyses = list(analyse_unit(edited, asked_analysts(asked, look.disabled), context))
    changes = [change for analysis in analyses for change in analysis.changes]
    return EnhancedUnit(
        unit.conversion,
        unit.sql_hash,
        proposals=tuple(found_proposal(change) for change in changes if change.is_safe),
        remarks=tuple(_remarks(analyses, changes)),
        faults=tuple(f"{each.analyst}: {each.fault.sentence}" for each in analyses if each.fault),
        answers=tuple(map(_answer, known.record)),
        open_tasks=tuple(_unanswered(analyses, asked)),
        model=look.model,
    )


def edited_unit(unit: UnitToEnhance) -> "EditedUnit":
    """Return the unit as the gate checks it."""
    from engine.check_edit import EditedUnit

    return EditedUnit(unit.kind, unit.name, unit.sql, unit.spec)


def open_tasks(unit: "EditedUnit", disabled: Collection[str]) -> frozenset[str]:
    """Return the open questions about a unit that an enabled analyst would ask."""
    from engine.analysts.fold_candidates import fold_candidates
    from engine.analysts.route.open_questions import open_questions
    from engine.llm.tasks.match_pattern import TASK

    asked = frozenset((*open_questions(unit), *((TASK.id,) if fold_candidates(unit) else ())))
    return asked & {task for analyst in asked_analysts(asked, disabled) for task in analyst.tasks}


def asked_analysts(tasks: Collection[str], disabled: Collection[str]) -> "list[Analyst]":
    """Return the enabled analysts that ask one of these."""
    from engine.analysts.analyst import all_analysts

    return [each for each in all_analysts().values() if each.id not in disabled and set(tasks) & set(each.tasks)]


def _unanswered(analyses: "Sequence[UnitAnalysis]", asked: Collection[str]) -> Iterator[str]:
    """Yield the tasks of analysts that failed, or whose change did not pass the gate."""
    from engine.analysts.analyst import all_analysts

    for analysis in analyses:
        if analysis.fault or any(not change.is_safe for change in analysis.changes):
            yield from (task for task in all_analysts()[analysis.analyst].tasks if task in asked)


def _answer(asked: "AskedQuestion") -> GivenAnswer:
    tokens = asked.usage.input + asked.usage.cache_read + asked.usage.cache_write
    return GivenAnswer(asked.task, asked.found_by.value, asked.value, tokens, asked.usage.output)


def found_proposal(gated: "GatedChange") -> FoundProposal:
    """Return a change that passed the gate as it is reported."""
    change = gated.change
    return FoundProposal(
        change.analyst, change.spec, change.reason, gated.verdict.value, gated.lowered, gated.evidence or {}
    )


def _remarks(analyses: "Sequence[UnitAnalysis]", changes: "Sequence[GatedChange]") -> Iterator[FoundRemark]:
    """Yield the remarks, and for the record every fault, and every change with the gate that stopped it."""
    for analysis in analyses:
        for remark in analysis.remarks:
            yield FoundRemark(remark.analyst, remark.kind, remark.text, remark.lines)
        if analysis.fault:
            yield FoundRemark(analysis.analyst, FAULT, _fault_text(analysis.fault))
    for gated in changes:
        if not gated.is_safe:
            yield FoundRemark(gated.change.analyst, REFUSED, f"{gated.change.reason}: {gated.stopped_by}")


def _fault_text(fault: "Fault") -> str:
    return f"{fault.sentence} ({fault.code})"
