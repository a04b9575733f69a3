"""Reserve the calls about one unit in the transaction that gives its job to a worker.

Each question gets a call and one for a repair, as far as today's budget allows. A prompt is never larger than its
reservation: the worker counts its tokens before it asks.
"""

from collections.abc import Iterator
from datetime import date
from itertools import islice

from engine.analysts.prompt_text import MOST_CHARACTERS
from engine.analysts.route.choose_model import ModelChoice, rank_models
from engine.analysts.shown_text import ShownText
from engine.fault import EngineError, Fault
from engine.llm.money.model_prices import CloudModel, find_model
from engine.llm.tasks import all_tasks
from jobs.effects.enhance.unit_inputs import unit_to_enhance
from jobs.job_effect import ClaimedJob
from jobs.job_kind import Payload
from jobs.kinds.ask_cloud import TIMEOUT
from jobs.kinds.ask_cloud.paid_call import CallFailure, ReservedCall
from jobs.kinds.enhance.enhance_contract import UnitToEnhance
from store import WriteTransaction
from store.codebase import conversions
from store.codebase.conversion_row import unit_from_subject
from store.core import times
from store.core.errors import MissingError
from store.cost import calls, cloud_questions
from store.cost.budgets import day_sum
from store.cost.calls import NewCall
from store.cost.cloud_breakers import get_breaker
from store.cost.cloud_settings import CloudSettings, get_cloud

ATTEMPTS = 2  # the question, and one repair
BYTES_A_TOKEN = 2  # fewer than in practice; the worker counts exactly
LONGEST = 4 * MOST_CHARACTERS  # bytes of SQL: a longer routine is shortened for its prompt
OVERHEAD = 2_500  # tokens of names, of the schema, and of what a repair quotes
SUCCESS = 0.9  # how often a cloud model is right
GRACE = 120.0  # seconds after the longest run, before a call that nobody reported counts as made
MINUTE = 60.0
OFF = Fault("cost.cloud_off", "The cloud is off for this project.", "Allow it: specdeck cost cloud on.")
BUDGET = Fault("cost.budget", "Today's budget does not allow another call.", "Raise it: specdeck cost budget DOLLARS.")
PAUSED = Fault("llm.paused", "The cloud model failed repeatedly and is not asked for a while.", "Nothing to do.")
PACED = Fault("llm.paced", "The calls of this minute are used up.", "More: specdeck cost cloud on --per-minute N.")
WAITS = frozenset({PAUSED.code, PACED.code})


def reserve(tx: WriteTransaction, job: ClaimedJob) -> Payload:
    """Return the reserved calls with the model whose price they have, and why there are none or fewer than wanted."""
    settings = get_cloud(tx, job.project)
    refused = _refusal(tx, job.project, settings)
    if refused is not None:
        return {"calls": [], "refused": refused.to_json()}
    unit = _unit(tx, job, settings)
    if unit is None:
        return {"calls": []}
    known = unit.answers.get(settings.model, {})
    tasks = [task for task in cloud_questions.list_questions(tx, unit.conversion) if task not in known]
    room = _room(tx, job.project, settings)
    try:
        reserved = list(islice(_reserved(tx, job, settings, unit, tasks), room))
    except EngineError as error:  # a model without a price
        return {"calls": [], "refused": _failure(error.fault).to_json()}
    if tasks and not reserved:
        return {"calls": [], "refused": _failure(BUDGET).to_json()}
    shown = {"with_literals": settings.with_literals, "with_comments": settings.with_comments}
    given = {"calls": [each.to_json() for each in reserved], "model": settings.model, **shown}
    if {each.task for each in reserved} < set(tasks):
        return {**given, "left_out": _left_out(by_pace=len(reserved) == room).to_json()}
    return given


def release(tx: WriteTransaction, job: ClaimedJob) -> None:
    """Give back what the claim of a job reserved: it comes back unstarted."""
    calls.release_claim(tx, job.id, job.token)


def _refusal(tx: WriteTransaction, project: str, settings: CloudSettings) -> CallFailure | None:
    """Return why nothing may be asked now."""
    if not settings.enabled:
        return _failure(OFF)
    breaker = get_breaker(tx, settings.model)
    if not breaker.allows(tx.now):
        return _failure(PAUSED, breaker.open_until - tx.now)
    return None if _room(tx, project, settings) else _failure(PACED, MINUTE / 2)


def _room(tx: WriteTransaction, project: str, settings: CloudSettings) -> int:
    """Return how many calls may still be reserved in this minute."""
    most = settings.calls_per_minute
    return most - calls.count_recent(tx, project, tx.now - MINUTE, most)


def _left_out(*, by_pace: bool) -> CallFailure:
    """Return why some questions got no call."""
    return _failure(PACED, MINUTE / 2) if by_pace else _failure(BUDGET)


def _unit(tx: WriteTransaction, job: ClaimedJob, settings: CloudSettings) -> UnitToEnhance | None:
    try:
        row = conversions.get(tx, unit_from_subject(job.subject))
    except MissingError:
        return None
    return unit_to_enhance(tx, row, ShownText(settings.with_literals, settings.with_comments))


def _reserved(
    tx: WriteTransaction, job: ClaimedJob, settings: CloudSettings, unit: UnitToEnhance, tasks: list[str]
) -> Iterator[ReservedCall]:
    """Yield the calls of each question that is worth its price and that the budget allows."""
    model, today = find_model(settings.model), times.to_text(tx.now)[:10]
    for _ in range(ATTEMPTS):
        for task in tasks:
            tokens, most = _most(model, task, unit.sql, date.fromisoformat(today))
            left = day_sum(tx, job.project, today).left
            if not rank_models(task, [ModelChoice(model.id, SUCCESS, most)], left):
                continue
            call = calls.reserve(
                tx,
                NewCall(
                    job.project,
                    task,
                    model.id,
                    most,
                    tx.now + TIMEOUT + GRACE,
                    job.id,
                    unit.conversion,
                    job.token,
                    settings.with_literals,
                    settings.with_comments,
                ),
            )
            if call is not None:
                yield ReservedCall(call, task, tokens)


def _most(model: CloudModel, task: str, sql: str, day: date) -> tuple[int, int]:
    """Return the input tokens that a call may have, and the nanodollars that it can cost at most."""
    asked = all_tasks()[task]
    shown = min(len(sql.encode()), LONGEST)
    tokens = -(-(len(asked.system().encode()) + shown) // BYTES_A_TOKEN) + OVERHEAD
    return tokens, model.most(tokens, asked.max_tokens, day)


def _failure(fault: Fault, wait: float | None = None) -> CallFailure:
    return CallFailure(fault.code, fault.sentence, fault.hint, fault.code in WAITS, wait)
