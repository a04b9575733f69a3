"""Keep what a model says that open proposals change."""

from collections.abc import Mapping, Sequence
from typing import Any, cast

from jobs.job_kind import Result
from store import WriteTransaction
from store.analysts.proposal_summaries import SummaryRow, keep_summary
from store.review import proposals


def keep_summaries(tx: WriteTransaction, result: Result) -> dict[str, int]:
    """Keep the summaries of proposals that are still open; return the count for the job's summary."""
    kept = 0
    for each in cast(Sequence[Mapping[str, Any]], result["summaries"]):
        if proposals.is_open(tx, each["proposal"]):
            keep_summary(tx, each["proposal"], SummaryRow(str(result["model"]), tuple(each["lines"])))
            kept += 1
    return {"summaries": kept} if kept else {}
