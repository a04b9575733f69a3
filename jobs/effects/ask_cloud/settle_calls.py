"""Settle what became of reserved calls, and let the circuit breaker of the model know."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import fields
from datetime import date

from engine.fault import EngineError
from engine.llm.language_model import TokenUsage
from engine.llm.money.model_prices import find_model
from jobs.effects.ask_cloud.call_limits import WAITS
from jobs.kinds.ask_cloud.paid_call import CallFailure, CallOutcome, CallReport
from store import WriteTransaction
from store.cost import calls
from store.cost.cloud_breakers import get_breaker, set_breaker
from store.cost.open_calls import OpenCall

COUNTS = tuple(field.name for field in fields(TokenUsage))


def settle_calls(
    tx: WriteTransaction, reserved: Iterable[OpenCall], reports: Iterable[CallReport]
) -> Iterator[tuple[OpenCall, int]]:
    """Settle calls, and yield each with what it cost. A report of a call that is not reserved here is left alone."""
    open_calls = {each.id: each for each in reserved}
    for report in reports:
        call = open_calls.pop(report.id, None)
        if call is not None:
            yield call, _settled(tx, call, report)


def costs_by_unit(settled: Iterable[tuple[OpenCall, int]]) -> dict[int, Counter[str]]:
    """Return what the calls about each unit cost by task."""
    costs: dict[int, Counter[str]] = defaultdict(Counter)
    for call, cost in settled:
        if call.conversion is not None:
            costs[call.conversion][call.task] += cost
    return costs


def update_breaker(
    tx: WriteTransaction, model: str, reports: Sequence[CallReport], failure: CallFailure | None
) -> None:
    """Open the breaker after repeated temporary failures, and close it after an answer."""
    breaker = get_breaker(tx, model)
    if failure is not None and failure.temporary and failure.code not in WAITS:
        set_breaker(tx, model, breaker.failed(tx.now, failure.retry_after))
    elif any(report.outcome is CallOutcome.MADE for report in reports):
        set_breaker(tx, model, breaker.succeeded())


def _settled(tx: WriteTransaction, call: OpenCall, report: CallReport) -> int:
    """Settle one call; return its cost."""
    if report.outcome is CallOutcome.UNUSED:
        calls.release(tx, call.id)
        return 0
    if report.outcome is CallOutcome.LOST:
        calls.settle(tx, call.id, call.reserved, {})
        return call.reserved
    usage = TokenUsage(**{name: max(0, int(report.usage.get(name, 0))) for name in COUNTS})
    cost = min(_price(call, usage), call.reserved)
    calls.settle(tx, call.id, cost, report.usage)
    return cost


def _price(call: OpenCall, usage: TokenUsage) -> int:
    """Return the price of a usage; all that is reserved where there is none, since the call was made."""
    prompt = usage.input + usage.cache_read + usage.cache_write
    try:
        model = find_model(call.model)
        paid = model if call.batch is None else model.in_batches()
        return paid.price(date.fromisoformat(call.day), prompt).cost(usage)
    except EngineError:
        return call.reserved
