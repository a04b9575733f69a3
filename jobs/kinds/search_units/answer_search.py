"""Answer one search."""

from dataclasses import asdict
from typing import cast

from jobs.job_kind import Payload, Result
from jobs.kinds.index_units.retrieval_lane import open_lane


def run(payload: Payload) -> Result:
    """Return the results, with notes on what the index lacks."""
    from engine.retrieval.search_query import question

    lane = open_lane(str(payload["lane"]))
    is_lost = lane.position < cast(int, payload["expected"])
    kinds = frozenset(cast(list[str], payload["kinds"]))
    asked = question(str(payload["question"]), kinds, frozenset({str(payload["project"])}))
    answer = lane.index().search(asked, cast(int, payload["limit"]))
    notes = [*answer.notes, *_waiting(cast(int, payload["waiting"]), is_lost=is_lost)]
    hits = [asdict(hit) for hit in answer.hits]
    return {"lost": is_lost, "answer": {"hits": hits, "milliseconds": answer.milliseconds, "notes": notes}}


def _waiting(count: int, *, is_lost: bool) -> list[str]:
    if is_lost:
        return ["The index of search was lost and is being made again; search again in a moment."]
    if count:
        return [f"The index does not have {count} changed units yet; search again in a moment."]
    return []
