"""What a model says that proposals change."""

import json
from dataclasses import dataclass

from store.core import texts
from store.core.transaction import ReadView, WriteTransaction


@dataclass(frozen=True, slots=True)
class SummaryRow:
    """The lines of a summary, and the model that wrote them."""

    model: str
    lines: tuple[str, ...]


def find_summary(view: ReadView, proposal: int) -> SummaryRow | None:
    """Return the summary of a proposal, if there is one."""
    row = view.row("SELECT model, lines FROM proposal_summaries WHERE proposal = ?", proposal)
    return None if row is None else SummaryRow(row["model"], tuple(json.loads(texts.get(view, row["lines"]))))


def keep_summary(tx: WriteTransaction, proposal: int, summary: SummaryRow) -> None:
    """Keep a summary in place of an earlier one."""
    lines = texts.save_json(tx, list(summary.lines))
    tx.execute("INSERT OR REPLACE INTO proposal_summaries VALUES (?, ?, ?)", proposal, summary.model, lines)
