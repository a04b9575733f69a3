"""Settle what became of reserved calls, and let the circuit breaker of the model know."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import fields
from datetime import date

from engine.fault import EngineError
from engine.llm.language_model import TokenUsage
from engine.llm.money.model_prices import find_model
from jobs.effects.ask_cloud.reserve_calls import WAITS
from jobs.kinds.ask_cloud.paid_call import CallFailure, CallOutcome, CallReport
from store import WriteTransaction
from store.cost import calls
from store.cost.calls import OpenCall
from store.cost.cloud_breakers import get_breaker, set_breaker

COUNTS = tuple(field.name for field in fields(TokenUsage))


def settle_calls(tx: WriteTransaction, conversion: int, reports: Sequence[CallReport]) -> Mapping[str, int]:
    """Settle the calls about a unit; return what each task cost. A call of another unit is left alone."""
    costs: Counter[str] = Counter()
    open_calls = {each.id: each for each in calls.list_open(tx, conversion)}
    for report in reports:
        call = open_calls.get(report.id)
        if call is not None:
            costs[call.task] += _settled(tx, call, report)
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
        return find_model(call.model).price(date.fromisoformat(call.day), prompt).cost(usage)
    except EngineError:
        return call.reserved
