"""A search: the question for the worker, and its answer."""

from collections.abc import Mapping
from typing import Any, cast

from jobs.effects.index_units import order_index
from jobs.job_effect import Applied, JobEffect
from jobs.job_kind import Payload, Result
from jobs.kinds.search_units import KIND
from store import ReadView, WriteTransaction
from store.codebase import projects
from store.search import search_outbox, searches


def inputs(view: ReadView, subject: str) -> Payload:
    """Return the question."""
    found = searches.get(view, subject)
    return {
        "lane": search_outbox.lane_id(view),
        "expected": search_outbox.delivered_position(view),
        "waiting": len(search_outbox.list_pending(view, found.project)),
        "project": found.project,
        **found.request,
    }


def apply(tx: WriteTransaction, subject: str, result: Result) -> Applied:
    """Keep the answer; a lost index is made again."""
    answer = cast(Mapping[str, Any], result["answer"])
    searches.save_answer(tx, subject, answer)
    if result["lost"]:
        search_outbox.refill(tx, [each.id for each in projects.page(tx, "", 10_000)])
        return Applied({"lost": True}, order_index(tx, searches.get(tx, subject).project, f"lost:{tx.now}"))
    return Applied({"hits": len(answer["hits"])})


EFFECT = JobEffect(KIND, inputs, apply)
