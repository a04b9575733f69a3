"""Keep the answers of a cloud model under the terms of their reservation.

The calls are settled before, in the same transaction. An answer that cannot be kept must not undo that: its job would
run again and pay for the same answer.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace

from engine.analysts.shown_text import LOCAL_TEXT, ShownText
from jobs.effects.enhance.keep_unit import NO_COSTS, keep_unit
from jobs.effects.enhance.reported_units import read_units
from jobs.job_kind import KindError, Result
from jobs.kinds.ask_cloud.paid_call import CallFailure
from jobs.kinds.enhance.enhance_contract import EnhancedUnit
from store import WriteTransaction
from store.cost.call_terms import CallTerms

UnitCosts = Mapping[int, Mapping[str, int]]
"""What the answers about units cost, by unit and task."""


def keep_answers(
    tx: WriteTransaction, project: str, result: Result, costs: UnitCosts, terms: CallTerms | None
) -> tuple[Counter[str], CallFailure | None]:
    """Keep what the analysts gave; return the counts, and why nothing could be kept if that is so."""
    counts: Counter[str] = Counter()
    shown = ShownText(terms.with_literals, terms.with_comments) if terms else LOCAL_TEXT
    try:
        with tx.part():
            for unit in read_units(result):
                paid = _paid_for(unit, terms)
                counts.update(keep_unit(tx, project, paid, costs.get(unit.conversion, NO_COSTS), shown))
    except KindError as error:
        return Counter(), CallFailure(error.code, str(error), error.hint, temporary=False)
    return counts, None


def _paid_for(unit: EnhancedUnit, terms: CallTerms | None) -> EnhancedUnit:
    """Return a unit with the model that was paid, whatever the worker names."""
    if terms is None:
        return unit
    return replace(unit, model=terms.model)
