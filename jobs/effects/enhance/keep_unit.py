"""Keep what the analysts gave for one unit: proposals, remarks, answers, and what the answers took."""

from collections.abc import Mapping
from datetime import date

from engine.analysts.analyst import all_analysts
from engine.analysts.route.known_answers import FoundBy
from engine.analysts.route.question_key import question_key
from engine.analysts.shown_text import LOCAL_TEXT, ShownText
from engine.fault import EngineError
from engine.llm.language_model import TokenUsage
from engine.llm.money.model_prices import find_model
from engine.llm.tasks import all_tasks
from jobs.kinds.enhance.enhance_contract import EnhancedUnit, FoundProposal, GivenAnswer
from jobs.kinds.enhance.look_at_unit import ROUTER
from store import WriteTransaction
from store.analysts import remarks
from store.analysts.remarks import AnalystRemark
from store.codebase import conversions
from store.codebase.conversion_row import ConversionRow
from store.core import texts, times
from store.core.errors import MissingError
from store.cost.answer_counts import AnswerCount, count_answers
from store.cost.cloud_settings import get_cloud
from store.cost.recorded_answers import RecordedAnswer, record_answers
from store.review import proposals
from store.review.proposals import NewProposal

PROVED = "proved"
CHARACTERS_A_TOKEN = 3.6  # of SQL and English, where no model counted
ASKED = frozenset({FoundBy.LOCAL, FoundBy.CLOUD})
NO_COSTS: Mapping[str, int] = {}


def keep_unit(
    tx: WriteTransaction,
    project: str,
    unit: EnhancedUnit,
    costs: Mapping[str, int] = NO_COSTS,
    shown: ShownText = LOCAL_TEXT,
) -> dict[str, int]:
    """Keep what came of one unit; return the counts for the job's summary. `costs` are those of the tasks."""
    row = _current(tx, unit)
    if row is None:
        return {"outdated": 1}
    for proposal in unit.proposals:
        if proposal.verdict == PROVED:
            _offer(tx, unit, proposal, costs)
    _keep_remarks(tx, unit)
    _record(tx, project, row, unit, shown)
    for answer in unit.answers:
        _count(tx, project, row, unit.model, answer, costs)
    return {
        "proposals": len(unit.proposals),
        "remarks": len(unit.remarks),
        "faults": len(unit.faults),
        "answers": len(unit.answers),
        "units": 1,
    }


def _current(tx: WriteTransaction, unit: EnhancedUnit) -> ConversionRow | None:
    try:
        row = conversions.get(tx, unit.conversion)
    except MissingError:
        return None
    return row if row.sql == unit.sql_hash else None


def _keep_remarks(tx: WriteTransaction, unit: EnhancedUnit) -> None:
    """Keep remarks in place of earlier ones of the analysts that were asked, and of a unit that failed before."""
    asked = {answer.task for answer in unit.answers}
    analysts = {analyst.id for analyst in all_analysts().values() if asked & set(analyst.tasks)}
    made = [AnalystRemark(each.analyst, each.kind, each.text, each.lines) for each in unit.remarks]
    remarks.replace(tx, unit.conversion, unit.sql_hash, made, {ROUTER, *analysts, *(each.analyst for each in made)})


def _record(tx: WriteTransaction, project: str, row: ConversionRow, unit: EnhancedUnit, shown: ShownText) -> None:
    """Record the new answers: a question that was answered is not asked again."""
    new = [each for each in unit.answers if each.value is not None and each.found_by in ASKED]
    keys = {each.task: question_key(row.name, unit.sql_hash, all_tasks()[each.task], shown) for each in new}
    record_answers(tx, project, (RecordedAnswer(keys[each.task], each.task, unit.model, each.value) for each in new))


def _count(
    tx: WriteTransaction,
    project: str,
    row: ConversionRow,
    model: str,
    answer: GivenAnswer,
    costs: Mapping[str, int],
) -> None:
    is_answered = answer.value is not None
    found = AnswerCount(
        task=answer.task,
        model=model,
        found_by=answer.found_by,
        answers=int(is_answered),
        failures=int(not is_answered),
        input_tokens=answer.input_tokens,
        output_tokens=answer.output_tokens,
        cost=costs.get(answer.task, 0),
        baseline=_baseline(tx, project, row, answer),
    )
    count_answers(tx, project, found)


def _baseline(tx: WriteTransaction, project: str, row: ConversionRow, answer: GivenAnswer) -> int:
    """Return what the project's cloud model would have cost for this question; 0 where it has no price any more."""
    asked, answered = answer.input_tokens, answer.output_tokens
    if not asked:
        length = len(all_tasks()[answer.task].system()) + len(texts.get(tx, row.sql or ""))
        asked = round(length / CHARACTERS_A_TOKEN)
        answered = round(len(repr(answer.value)) / CHARACTERS_A_TOKEN)
    today = date.fromisoformat(times.to_text(tx.now)[:10])
    try:
        price = find_model(get_cloud(tx, project).model).price(today, asked)
    except EngineError:  # a figure to compare with is not worth the answers of a local model
        return 0
    return price.cost(TokenUsage(input=asked, output=answered))


def _offer(tx: WriteTransaction, unit: EnhancedUnit, proposal: FoundProposal, costs: Mapping[str, int]) -> None:
    """Open a proposal, unless the same text was proposed before: a decided question is not asked again."""
    spec = texts.save(tx, proposal.spec)
    if any(each.spec == spec for each in proposals.list_proposals(tx, unit.conversion)):
        return
    analyst = all_analysts().get(proposal.analyst)
    new = NewProposal(
        conversion=unit.conversion,
        analyst=proposal.analyst,
        spec=spec,
        verdict=proposal.verdict,
        sql=unit.sql_hash,
        lowered=texts.save(tx, proposal.lowered),
        evidence=texts.save_json(tx, proposal.evidence),
        reason=proposal.reason,
        model=unit.model,
        cost=sum(costs.get(task, 0) for task in (analyst.tasks if analyst else ())),
    )
    proposals.add(tx, new)
