"""An enhancement: read the proved routines of a file, offer what was proved of the analysts' changes, keep the rest."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict

from engine.analysts.shown_text import LOCAL_TEXT
from jobs.effects.enhance.change_inputs import list_changes
from jobs.effects.enhance.keep_summaries import keep_summaries
from jobs.effects.enhance.keep_unit import keep_unit
from jobs.effects.enhance.reported_units import read_units
from jobs.effects.enhance.unit_inputs import known_tasks, list_units
from jobs.job_effect import Applied, JobEffect
from jobs.job_kind import Payload, Result
from jobs.job_order import JobOrder, JobPriority
from jobs.kinds.ask_cloud import KIND as ASK_CLOUD
from jobs.kinds.enhance import KIND
from jobs.kinds.enhance.enhance_contract import EnhancedUnit
from store import ReadView, WriteTransaction
from store.analysts.retrieval_choices import list_retrieval
from store.analysts.switches import list_disabled
from store.codebase import sources
from store.codebase.conversion_row import unit_subject
from store.cost import batch_questions, cloud_questions
from store.cost.cloud_questions import CloudOrder
from store.cost.stored_rules import get_rules


def inputs(view: ReadView, subject: str) -> Payload:
    """Return the routines of a file that are proved and that nobody has approved."""
    source = sources.get(view, sources.id_from_subject(subject))
    return {
        "units": [each.to_json() for each in list_units(view, source.id, LOCAL_TEXT)],
        "changes": [each.to_json() for each in list_changes(view, source.id)],
        "retrieval": {name: asdict(each) for name, each in list_retrieval(view, source.project).items()},
        "disabled": list_disabled(view, source.project),
        "use_cloud": cloud_questions.is_cloud_ordered(view, source.id),
        "rules": get_rules(view, source.project),
    }


def apply(tx: WriteTransaction, subject: str, result: Result) -> Applied:
    """Offer the proved changes of units whose SQL is still the same; questions that stay open may go to the cloud."""
    source = sources.get(tx, sources.id_from_subject(subject))
    counts: Counter[str] = Counter()
    current: list[EnhancedUnit] = []
    for unit in read_units(result):
        kept = keep_unit(tx, source.project, unit)
        counts.update(kept)
        if "outdated" not in kept:
            current.append(unit)
    counts.update(keep_summaries(tx, result))
    order = cloud_questions.take_order(tx, source.id)
    if order is None:
        return Applied(counts)
    if order is CloudOrder.IN_BATCH:
        return Applied(counts, tuple(_batch_orders(tx, source.project, current)))
    return Applied(counts, tuple(_orders(tx, source.project, current)))


def _batch_orders(tx: WriteTransaction, project: str, found: Sequence[EnhancedUnit]) -> Iterator[JobOrder]:
    """Let open questions wait for a batch; those whose answer is known are not asked, so that they need none."""
    known = known_tasks(tx, project, (unit.conversion for unit in found))
    for unit in found:
        new = set(unit.open_tasks) - known[unit.conversion]
        batch_questions.add_questions(tx, project, unit.conversion, new)
        if known[unit.conversion] & set(unit.open_tasks):
            cloud_questions.add_questions(tx, unit.conversion, set(unit.open_tasks) - new)
            yield JobOrder(ASK_CLOUD, project, unit_subject(unit.conversion), priority=JobPriority.LOW)


def _orders(tx: WriteTransaction, project: str, found: Sequence[EnhancedUnit]) -> Iterator[JobOrder]:
    for unit in found:
        if unit.open_tasks:
            cloud_questions.add_questions(tx, unit.conversion, unit.open_tasks)
            yield JobOrder(ASK_CLOUD, project, unit_subject(unit.conversion), priority=JobPriority.LOW)


EFFECT = JobEffect(KIND, inputs, apply)
