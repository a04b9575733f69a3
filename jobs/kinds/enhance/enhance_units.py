"""Ask the local model about the units of a file, all at once, and pass every change through the gate."""

from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any, cast

from jobs.job_kind import KindError, Payload, Result
from jobs.kinds.enhance.enhance_contract import EnhancedUnit, FoundProposal, FoundRemark, UnitToEnhance
from jobs.kinds.enhance.model_in_use import model_in_use

if TYPE_CHECKING:
    from engine.analysts.analyst import AnalystContext
    from engine.analysts.proposal import GatedChange, UnitAnalysis
    from engine.llm.language_model import LanguageModel

AT_ONCE = 16  # units that are asked about together
REFUSED = "refused change"


def run(payload: Payload) -> Result:
    """Return what the analysts gave for each unit; a model that is missing is an error with what to do."""
    units = [UnitToEnhance.from_json(each) for each in cast(Sequence[Mapping[str, Any]], payload["units"])]
    if not units:
        return {"units": []}
    context = _context(_usable_model())
    with ThreadPoolExecutor(AT_ONCE) as threads:
        found = list(threads.map(lambda unit: _enhanced(unit, context), units))
    return {"units": [each.to_json() for each in found]}


def _usable_model() -> "LanguageModel":
    """Return the model; one that cannot answer at all ends the job instead of failing each question."""
    from engine.llm.language_model import ModelError

    model = model_in_use()
    if model is None:
        raise KindError("llm.no_model", "No local model is in use.", "Add one with `specdeck models add FILE`.")
    try:
        model.require()
    except ModelError as error:
        raise KindError(error.code, error.sentence, error.hint) from error
    return model


def _context(model: "LanguageModel") -> "AnalystContext":
    from engine.analysts.analyst import AnalystContext
    from engine.llm.ask_model import ask_model

    return AnalystContext(lambda task, given: ask_model(model, task, given, lambda _request: True))  # costs nothing


def _enhanced(unit: UnitToEnhance, context: "AnalystContext") -> EnhancedUnit:
    """Return what came of one unit; only analysts with an open question are asked."""
    from engine.analysts.analyse_unit import analyse_unit
    from engine.analysts.analyst import all_analysts
    from engine.analysts.route.open_questions import open_questions
    from engine.check_edit import EditedUnit

    edited = EditedUnit(unit.kind, unit.name, unit.sql, unit.spec)
    asked = set(open_questions(edited))
    analysts = [analyst for analyst in all_analysts().values() if asked & set(analyst.tasks)]
    analyses = list(analyse_unit(edited, analysts, context))
    changes = [change for analysis in analyses for change in analysis.changes]
    return EnhancedUnit(
        unit.conversion,
        unit.sql_hash,
        proposals=tuple(_proposal(change) for change in changes if change.is_safe),
        remarks=tuple(_remarks(analyses, changes)),
        faults=tuple(f"{each.analyst}: {each.fault.sentence}" for each in analyses if each.fault),
    )


def _proposal(gated: "GatedChange") -> FoundProposal:
    change = gated.change
    return FoundProposal(
        change.analyst, change.spec, change.reason, gated.verdict.value, gated.lowered, gated.evidence or {}
    )


def _remarks(analyses: "Sequence[UnitAnalysis]", changes: "Sequence[GatedChange]") -> Iterator[FoundRemark]:
    """Yield the remarks, and for the record every change that did not pass the gate."""
    for analysis in analyses:
        for remark in analysis.remarks:
            yield FoundRemark(remark.analyst, remark.kind, remark.text, remark.lines)
    for gated in changes:
        if not gated.is_safe:
            why = gated.difference or "; ".join(fault.sentence for fault in gated.faults) or gated.verdict.value
            yield FoundRemark(gated.change.analyst, REFUSED, f"{gated.change.reason}: {why}")
