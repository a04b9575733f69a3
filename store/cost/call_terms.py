"""The terms of reserved calls: which model is paid, and what the question may show of a unit.

They are those of the reservation, since a setting may change before the answer comes.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass

from store.core.transaction import ReadView


@dataclass(frozen=True, slots=True)
class CallTerms:
    """The model that is paid, and whether literals and comments may be shown to it."""

    model: str
    with_literals: bool
    with_comments: bool


def find_terms(view: ReadView, conversion: int, calls: Iterable[int]) -> CallTerms | None:
    """Return the terms of the first of these calls that is about a unit, open or closed; None without one."""
    row = view.row(
        "SELECT model, with_literals, with_comments FROM cost_calls"
        " WHERE id IN (SELECT value FROM json_each(?)) AND conversion = ? ORDER BY id LIMIT 1",
        json.dumps(list(calls)),
        conversion,
    )
    return CallTerms(row["model"], bool(row["with_literals"]), bool(row["with_comments"])) if row else None
